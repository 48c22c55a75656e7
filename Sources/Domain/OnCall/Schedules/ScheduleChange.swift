public import FoundationEssentials

/// What somebody changed about a schedule for a span of time.
public struct ScheduleChange: Sendable, Hashable {
    /// What is different in the span.
    public enum Kind: Sendable, Hashable {
        /// One person, or nobody, for whoever has the layer; also outside of the layer's hours.
        case override(layer: String, person: String?)
        /// Each person takes the shifts of the other, in every layer.
        case swap(String, String)
        /// One person more, who replaces nobody.
        case added(String, shadow: Bool)
    }

    /// What is different.
    public var kind: Kind
    /// When it begins.
    public var from: Date
    /// When it is over; after `from`.
    public var until: Date

    /// - Parameters:
    ///   - kind: what is different.
    ///   - from: when it begins.
    ///   - until: when it is over; after `from`.
    public init(_ kind: Kind, from: Date, until: Date) {
        self.kind = kind
        self.from = from
        self.until = until
    }
}
