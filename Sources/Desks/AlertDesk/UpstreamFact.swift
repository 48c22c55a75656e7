public import FoundationEssentials

/// What the sender of an alert did with it.
public struct UpstreamFact: Sendable, Hashable {
    /// What it did.
    public enum Kind: String, Sendable, CaseIterable {
        /// It learned of it.
        case created
        /// It put it into a group, for a receiver.
        case grouped
        /// It told a receiver that it fires.
        case sent
        /// It told a receiver that it is over.
        case resolved
        /// A silence kept it from being told.
        case silenced
        /// Another alert kept it from being told.
        case inhibited
    }

    /// The alert, as its webhook names it.
    public var fingerprint: String
    /// What was done.
    public var kind: Kind
    /// Where: a receiver, a silence; what happens there again is one row.
    public var place: String
    /// In words for people.
    public var text: String
    /// When, by the sender's clock; of what is read, the last time.
    public var at: Date

    /// Something that was done.
    public init(_ fingerprint: String, _ kind: Kind, at place: String, _ text: String, at time: Date) {
        self.fingerprint = fingerprint
        self.kind = kind
        self.place = AlertText.line(place, max: 300)
        self.text = AlertText.line(text, max: 1000)
        at = time
    }
}
