public import FoundationEssentials
public import OnCall

/// Hours that come again and again in which alerts are expected: those that match open and page nothing.
public struct MaintenanceWindow: Sendable, Hashable {
    /// 1 to 100 characters, unique among windows.
    public let name: String
    /// All of them must match.
    public let matchers: [LabelMatcher]
    /// When, on the wall of ``timezone``.
    public let hours: RecurringHours
    /// An IANA name.
    public let timezone: String
    /// Why, in words for people; may be empty.
    public let reason: String

    /// A window as the program has it; nothing is checked.
    public init(name: String, matchers: [LabelMatcher], hours: RecurringHours, timezone: String, reason: String = "") {
        self.name = name
        self.matchers = matchers
        self.hours = hours
        self.timezone = timezone
        self.reason = reason
    }

    /// When it began and when it ends, at a moment inside of it; `nil` at any other. Without its zone's data there is none:
    /// better that somebody is woken in vain than not at all.
    public func span(at moment: Date, zones: ZoneDatabase) -> Range<Date>? {
        zones.zone(named: timezone).flatMap { hours.span(around: moment, in: $0) }
    }
}
