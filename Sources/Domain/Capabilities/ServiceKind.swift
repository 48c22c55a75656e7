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
    public static var ticketing: Self { Self(.ticketing, \.ticketing) }
}

extension ServiceKind where Service == any Conversations {
    public static var conversations: Self { Self(.conversations, \.conversations) }
}

extension ServiceKind where Service == any FileStorage {
    public static var storage: Self { Self(.storage, \.storage) }
}

extension ServiceKind where Service == any Documents {
    public static var documents: Self { Self(.documents, \.documents) }
}

extension ServiceKind where Service == any Groups {
    public static var groups: Self { Self(.groups, \.groups) }
}

extension ServiceKind where Service == any Conferencing {
    public static var conferencing: Self { Self(.conferencing, \.conferencing) }
}

extension ServiceKind where Service == any Mail {
    public static var mail: Self { Self(.mail, \.mail) }
}
