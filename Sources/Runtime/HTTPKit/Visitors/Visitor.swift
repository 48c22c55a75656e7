public import FoundationEssentials

/// Somebody who is signed in, and looks at pages.
public struct Visitor: Sendable, Hashable {
    /// The session, as lists name it.
    public let session: UUID
    /// Their mail address: the actor of what they do.
    public let email: String
    /// What people call them.
    public let name: String
    /// What the forms of their session carry.
    public let formToken: String

    /// Somebody with a session that is good.
    public init(session: UUID, email: String, name: String, formToken: String) {
        self.session = session
        self.email = email
        self.name = name
        self.formToken = formToken
    }
}
