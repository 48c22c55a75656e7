/// What the outside world can do for us; see the protocols of `Capabilities`.
public enum Capability: String, Sendable, CaseIterable {
    case ticketing, conversations, storage, documents, groups, conferencing, mail
}
