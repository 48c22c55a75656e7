/// What a sender says of its open alert besides that it fires again or is over. Nothing becomes of it when there is no
/// open alert with the key; a note is also kept of the newest one that is over.
public struct AlertChange: Sendable, Hashable {
    /// What changes.
    public enum Kind: Sendable, Hashable {
        /// Somebody has taken it on, as the sender's side knows.
        case acknowledged
        /// Nobody has taken it on any more: an acknowledgement is taken back.
        case unacknowledged
        /// Its title reads otherwise now.
        case title(String)
        /// Its description reads otherwise now.
        case description(String)
        /// Somebody wrote something about it, 1 to 25,000 characters.
        case note(String, by: String)
    }

    /// The key of the alert.
    public var dedupKey: String
    /// What changes.
    public var kind: Kind
    /// The alert as this sender would say it, from which the rules of its source may make another key; `nil` when the
    /// sender names the alert by its key.
    var alert: NormalisedAlert?

    /// A change of the open alert with this key.
    public init(of dedupKey: String, _ kind: Kind) {
        self.dedupKey = dedupKey
        self.kind = kind
    }

    /// A change of the open alert that has the key of this one.
    init(of alert: NormalisedAlert, _ kind: Kind) {
        self.init(of: alert.dedupKey, kind)
        self.alert = alert
    }
}
