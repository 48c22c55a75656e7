import OnCall

/// A VEVENT (section 3.6.1), as far as it says who is there when.
struct CalendarEvent: Sendable, Hashable {
    enum End: Sendable, Hashable {
        case time(CalendarTime)
        case duration(CalendarDuration)
        /// A date lasts its day, a time no time at all.
        case none
    }

    /// An instance that no rule makes.
    struct Date: Sendable, Hashable {
        var time: CalendarTime
        /// Of a period; `nil` for one as long as all others.
        var end: End?
    }

    var uid: String
    var sequence: Int
    /// The line of its `BEGIN`.
    var line: Int
    var start: CalendarTime
    var end: End
    var rules: [RecurrenceRule]
    var dates: [Date]
    var exceptions: [CalendarTime]
    /// The instance of its series that it stands for.
    var replaces: CalendarTime?
    var isCancelled: Bool
    var summary: String
    var attendees: [CalendarPerson]
    var organizer: CalendarPerson?

    /// Whether it is a series.
    var isSeries: Bool { !rules.isEmpty || !dates.isEmpty }
}
