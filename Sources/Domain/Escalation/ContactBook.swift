/// All that is known of how a person is reached: what the configuration says, what they say themselves, and which of their own
/// contacts have been shown to reach them.
public struct ContactBook: Sendable, Hashable {
    /// What the configuration says; its contacts count as verified, since whoever applied it answers for them.
    public var configured: ContactRules
    /// What they say themselves; it goes before what is configured. `nil` when they have said nothing.
    public var own: ContactRules?
    /// Contacts from which a code has come back.
    public var verified: Set<Contact>

    /// A book of what is known.
    public init(configured: ContactRules, own: ContactRules? = nil, verified: Set<Contact> = []) {
        self.configured = configured
        self.own = own
        self.verified = verified
    }

    /// Whether a message may go there: the person's own mail address, what the configuration names, and what was verified.
    public func isVerified(_ contact: Contact) -> Bool {
        verified.contains(contact) || trusted.contains(contact)
    }

    /// Contacts that need no code.
    public var trusted: Set<Contact> {
        Set(configured.ways.values.flatMap { $0 }.map(\.contact) + [Contact(.mail, configured.person)])
    }

    /// The ways in the order to try them, at least one: their own as far as they are verified; what is configured when none is.
    public subscript(urgency: Urgency) -> [ContactRule] {
        let wanted = own?.ways[urgency]?.filter { isVerified($0.contact) } ?? []
        return wanted.isEmpty ? configured[urgency] : wanted
    }

    /// Every way that may be used, once: those of urgent pages first.
    public var contacts: [Contact] {
        var seen: Set<Contact> = []
        return (self[.high] + self[.low]).map(\.contact).filter { seen.insert($0).inserted }
    }
}
