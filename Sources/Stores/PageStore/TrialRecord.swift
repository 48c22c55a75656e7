import Encodings
public import Escalation
public import FoundationEssentials
import IncidentStore
public import JSON
public import Postgres

/// A row of `paging.trial`: a message to a way of somebody that is about no incident.
public struct TrialRecord: Sendable, Hashable {
    /// What it is for.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Shows that the way works.
        case test
        /// Has a code that comes back.
        case code
        /// Says that somebody's contacts were changed.
        case change
        /// Says that somebody has a shift.
        case shift
        /// Says what a day was.
        case digest
        /// Is for nobody: it shows that pages come through.
        case canary
    }

    /// UUIDv7.
    public var id: UUID
    /// What it is for.
    public var kind: Kind
    /// The test that it is part of, or the contact.
    public var about: UUID
    /// Which of the contact's codes it carries.
    public var generation: Int
    /// A mail address in small letters.
    public var person: String
    /// Where it goes.
    public var contact: Contact
    /// From whom a mail is.
    public var sender: String
    /// What it says in one line.
    public var subject: String
    /// What it says; ``codeMark`` stands for the code of one that carries a code.
    public var body: String
    /// When it was asked for.
    public var made: Date
    /// `planned`, `calling`, `sent`, `superseded` or `failed`.
    public var state = "planned"
    /// Who carried it.
    public var provider: String?
    /// When it ended.
    public var ended: Date?
    /// What the provider said.
    public var answer: String?

    /// What stands for the code in a body.
    public static let codeMark = "{code}"

    /// A message that is asked for now.
    public init(
        _ kind: Kind, about: UUID, generation: Int = 0, to contact: Contact, of person: String, sender: String,
        subject: String, body: String
    ) {
        id = .v7()
        self.kind = kind
        self.about = about
        self.generation = generation
        self.person = person.lowercased()
        self.contact = contact
        self.sender = sender
        self.subject = subject
        self.body = body
        made = Date()
    }

    /// Reads a row of one of ``Trials``' statements.
    public init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        kind = try row.enumeration("kind", of: Kind.self)
        about = try row.decode("about")
        generation = try row.decode("generation")
        person = try row.decode("person")
        contact = Contact(
            try row.enumeration("channel", of: ContactRule.Channel.self), try row.decode("address"))
        sender = try row.decode("sender")
        subject = try row.decode("subject")
        body = try row.decode("body")
        made = try row.decode("made_at")
        state = try row.decode("state")
        provider = try row.decode("provider")
        ended = try row.decode("ended_at")
        answer = try row.decode("answer")
    }

    /// The same with its code.
    /// - Parameter key: signs it.
    public func complete(_ key: [UInt8]) -> TrialRecord {
        guard kind == .code else { return self }
        let code = ContactCode.text(of: about, generation: generation, key: key)
        var complete = self
        complete.subject = subject.replacing(Self.codeMark, with: code, maxReplacements: 1)
        complete.body = body.replacing(Self.codeMark, with: code, maxReplacements: 1)
        return complete
    }

    /// An object with `channel`, `to`, `state`, `provider`, `at` and `answer`.
    public var json: JSON {
        [
            "channel": .string(contact.channel.rawValue), "to": .string(contact.address), "state": .string(state),
            "provider": .optional(provider), "at": .optional(ended), "answer": .optional(answer),
        ]
    }
}
