/// What a sender says of its open alert besides that it fires again or is over. Nothing becomes of it when there is no
/// open alert with the key.
public struct AlertChange: Sendable, Hashable {
    /// What changes.
    public enum Kind: Sendable, Hashable {
        /// Somebody has taken it on, as the sender's side knows.
        case acknowledged
        /// Its title reads otherwise now.
        case title(String)
        /// Its description reads otherwise now.
        case description(String)
    }

    /// The key of the alert.
    public var dedupKey: String
    /// What changes.
    public var kind: Kind

    /// A change of the open alert with this key.
    public init(of dedupKey: String, _ kind: Kind) {
        self.dedupKey = dedupKey
        self.kind = kind
    }
}
