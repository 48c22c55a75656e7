public import FoundationEssentials

/// An event, or one instance of a series, as a span of time.
public struct CalendarOccurrence: Sendable, Hashable {
    /// The UID of the event.
    public var uid: String
    /// The line at which the event begins.
    public var line: Int
    /// Its start, in whole seconds.
    public var from: Date
    /// After `from`.
    public var until: Date
    /// What it is called; may be empty.
    public var summary: String
    /// Who takes part: people who have not declined, without rooms and those who are told only.
    public var attendees: [CalendarPerson]
    /// Who made it.
    public var organizer: CalendarPerson?
}

/// What a calendar says of a span of time.
public struct CalendarExpansion: Sendable, Hashable {
    /// In order of time.
    public var occurrences: [CalendarOccurrence]
    /// What was read otherwise than somebody may think: sentences for people.
    public var notes: [String]
}
