/// What the outside world can do for us, as the configuration names it; see ``Services``.
public enum Capability: String, Sendable, CaseIterable {
    case ticketing, conversations, storage, documents, groups, conferencing, mail, paging
}
