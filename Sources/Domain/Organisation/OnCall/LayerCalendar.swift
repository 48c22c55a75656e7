public import FoundationEssentials
public import OnCall

/// What a layer takes from its calendar, and what people should know about that.
public struct LayerCalendar: Sendable, Hashable {
    /// Where the calendar is, without secrets: an address, or `$` and the name of a variable.
    public var reference: String
    /// Who is on call.
    public var shifts: CalendarShifts
    /// When the calendar was last seen to say so; `nil` when it was never read.
    public var readAt: Date?
    /// When it was looked for last; `nil` when it never was.
    public var checkedAt: Date?
    /// Sentences for people: why the source fails, which shifts nobody known has. Empty when all is well.
    public var problems: [String]

    /// - Parameters:
    ///   - reference: where the calendar is, without secrets.
    ///   - shifts: who is on call.
    ///   - readAt: when it was last seen to say so.
    ///   - checkedAt: when it was looked for last.
    ///   - problems: sentences for people.
    public init(
        reference: String, shifts: CalendarShifts = CalendarShifts([]), readAt: Date? = nil, checkedAt: Date? = nil,
        problems: [String] = []
    ) {
        self.reference = reference
        self.shifts = shifts
        self.readAt = readAt
        self.checkedAt = checkedAt
        self.problems = problems
    }

    /// Everybody who has a shift in it, once.
    public var people: Set<String> { Set(shifts.entries.flatMap(\.people)) }
}
