/// RRULE (section 3.3.10): all of its parts, and no part of a later standard.
struct RecurrenceRule: Sendable, Hashable {
    enum Frequency: String, Sendable, Hashable, CaseIterable {
        case secondly = "SECONDLY"
        case minutely = "MINUTELY"
        case hourly = "HOURLY"
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    /// `-1SU`: the last Sunday; without an ordinal every one.
    struct Day: Sendable, Hashable {
        /// 0 for Monday to 6 for Sunday.
        var weekday: Int
        /// -53 to 53 without 0.
        var ordinal: Int?
    }

    /// The last moment at which an instance may begin.
    struct End: Sendable, Hashable {
        var wall: Int
        var isDate: Bool
        var isUTC: Bool
    }

    var frequency: Frequency
    /// At least 1.
    var interval = 1
    var count: Int?
    var until: End?
    var seconds: [Int] = []
    var minutes: [Int] = []
    var hours: [Int] = []
    var days: [Day] = []
    var monthDays: [Int] = []
    var yearDays: [Int] = []
    var weekNumbers: [Int] = []
    var months: [Int] = []
    var positions: [Int] = []
    /// 0 for Monday, the default, to 6 for Sunday.
    var weekStart = 0
    /// Where it stands.
    var line: Int
    /// As it was written.
    var text: String
}
