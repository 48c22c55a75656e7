public import FoundationEssentials

/// A person on call for a span of time.
public struct Shift: Sendable, Hashable {
    /// A mail address; `nil` for a shift that nobody has.
    public var person: String?
    /// Its start, in whole seconds.
    public var from: Date
    /// After `from`.
    public var until: Date
    /// The layer; `nil` for extra cover, and for a time that no layer covers.
    public var layer: String?
    /// What puts the person on call.
    public var source: ShiftSource
    /// Whether the person only looks on.
    public var shadow: Bool

    /// - Parameters:
    ///   - person: a mail address; `nil` for a shift that nobody has.
    ///   - from: its start.
    ///   - until: its end.
    ///   - layer: the layer, if any.
    ///   - source: what puts the person on call.
    ///   - shadow: whether the person only looks on.
    public init(
        person: String?, from: Date, until: Date, layer: String?, source: ShiftSource = .rotation, shadow: Bool = false
    ) {
        self.person = person
        self.from = from
        self.until = until
        self.layer = layer
        self.source = source
        self.shadow = shadow
    }

    /// Whether somebody can be reached by it.
    var covers: Bool { person != nil && !shadow }

    func overlaps(_ span: Range<Date>) -> Bool { from < span.upperBound && until > span.lowerBound }

    /// What is left of the shift outside of a span: nothing, one piece or two.
    func outside(_ span: Range<Date>) -> [Shift] {
        guard overlaps(span) else { return [self] }
        var (before, after) = (self, self)
        before.until = span.lowerBound
        after.from = span.upperBound
        return [before, after].filter { $0.from < $0.until }
    }

    /// The part of the shift in a span.
    func inside(_ span: Range<Date>) -> Shift? {
        guard overlaps(span) else { return nil }
        var part = self
        part.from = max(from, span.lowerBound)
        part.until = min(until, span.upperBound)
        return part
    }
}
