/// What one system does for us: a service for each capability that it has.
///
/// A capability is a word of ``Capability``, a protocol, a member here and its ``ServiceKind``. Nothing else knows them all.
public struct Services: Sendable {
    /// Keeps incidents as tickets; `nil` when the system has no tracker.
    public var ticketing: (any Ticketing)?
    /// Keeps the chat of responders; `nil` when the system has none.
    public var conversations: (any Conversations)?
    /// Keeps folders of files; `nil` when the system has none.
    public var storage: (any FileStorage)?
    /// Keeps documents; `nil` when the system has none.
    public var documents: (any Documents)?
    /// Keeps groups with a mail address; `nil` when the system has none.
    public var groups: (any Groups)?
    /// Keeps bridges; `nil` when the system has none.
    public var conferencing: (any Conferencing)?
    /// Carries mail; `nil` when the system does not.
    public var mail: (any Mail)?
    /// Reaches people by text message, call or otherwise; `nil` when the system does not.
    public var pager: (any Pager)?

    /// None yet.
    public init() {}
}
