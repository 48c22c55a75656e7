/// A capability with the type of the service that has it.
public struct ServiceKind<Service>: Sendable {
    /// Its word in the configuration.
    public let capability: Capability
    /// Where a system keeps the service.
    public let member: any KeyPath<Services, Service?> & Sendable

    private init(_ capability: Capability, _ member: any KeyPath<Services, Service?> & Sendable) {
        self.capability = capability
        self.member = member
    }
}

extension ServiceKind where Service == any Ticketing {
    /// Tickets: ``Services/ticketing``.
    public static var ticketing: Self { Self(.ticketing, \.ticketing) }
}

extension ServiceKind where Service == any Conversations {
    /// Conversations: ``Services/conversations``.
    public static var conversations: Self { Self(.conversations, \.conversations) }
}

extension ServiceKind where Service == any FileStorage {
    /// Folders of files: ``Services/storage``.
    public static var storage: Self { Self(.storage, \.storage) }
}

extension ServiceKind where Service == any Documents {
    /// Documents: ``Services/documents``.
    public static var documents: Self { Self(.documents, \.documents) }
}

extension ServiceKind where Service == any Groups {
    /// Groups with a mail address: ``Services/groups``.
    public static var groups: Self { Self(.groups, \.groups) }
}

extension ServiceKind where Service == any Conferencing {
    /// Bridges: ``Services/conferencing``.
    public static var conferencing: Self { Self(.conferencing, \.conferencing) }
}

extension ServiceKind where Service == any Mail {
    /// Mail: ``Services/mail``.
    public static var mail: Self { Self(.mail, \.mail) }
}

extension ServiceKind where Service == any Pager {
    /// Text messages, calls and the like: ``Services/pager``.
    public static var paging: Self { Self(.paging, \.pager) }
}
