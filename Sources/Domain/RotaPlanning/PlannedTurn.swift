public import FoundationEssentials
public import OnCall

/// A turn of a layer that is to be given to somebody.
public struct PlannedTurn: Sendable, Hashable {
    /// When it is, in the layer's hours; in order, at least one.
    public var pieces: [Range<Date>]
    /// What having it weighs, as the load of schedules does: an hour of a weekend one and a half times, one of a night twice.
    public var weight: Duration
    /// The days of the week that it touches, by the schedule's clocks.
    public var weekdays: Set<Weekday>
    /// Who is on call by another layer of the schedule meanwhile, in small letters.
    public var busy: Set<String>

    /// A turn.
    public init(pieces: [Range<Date>], weight: Duration, weekdays: Set<Weekday>, busy: Set<String> = []) {
        self.pieces = pieces
        self.weight = weight
        self.weekdays = weekdays
        self.busy = busy
    }

    func touches(_ span: Range<Date>) -> Bool { pieces.contains { $0.overlaps(span) } }
}
