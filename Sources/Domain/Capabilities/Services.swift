/// What one system does for us: a service for each capability that it has.
///
/// A capability is a word of ``Capability``, a protocol, a member here and its ``ServiceKind``. Nothing else knows them all.
public struct Services: Sendable {
    public var ticketing: (any Ticketing)?
    public var conversations: (any Conversations)?
    public var storage: (any FileStorage)?
    public var documents: (any Documents)?
    public var groups: (any Groups)?
    public var conferencing: (any Conferencing)?
    public var mail: (any Mail)?

    /// None yet.
    public init() {}
}
