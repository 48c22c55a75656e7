public import FoundationEssentials
public import OnCall

/// What somebody wishes of a rota. The place in the list is its rank: what stands before counts for more than all that follows.
public struct Wish: Sendable, Hashable {
    /// What is wished.
    public enum Kind: Sendable, Hashable {
        /// Not to be on call in a span of time.
        case away(Range<Date>)
        /// To be on call in a span of time.
        case wants(Range<Date>)
        /// Not to be on call on these days of the week, as the schedule's clocks tell them.
        case notOn(Set<Weekday>)
        /// To have at most so many turns; 0 or more.
        case atMost(Int)
        /// To have at least so many turns of others between two of one's own; 1 or more.
        case rest(Int)
    }

    /// A mail address; `nil` for everybody who takes turns.
    public var person: String?
    /// What is wished.
    public var kind: Kind

    /// A wish.
    public init(of person: String?, _ kind: Kind) {
        self.person = person
        self.kind = kind
    }

    func isOf(_ other: String) -> Bool { person.map { $0.lowercased() == other.lowercased() } ?? true }
}
