public import Escalation
public import FoundationEssentials
import IncidentStore
import Postgres

/// A row of `paging.contact`: a contact that somebody has added.
public struct ContactRecord: Sendable, Hashable {
    /// UUIDv7.
    public var id: UUID
    /// Whose it is: a mail address in small letters.
    public var person: String
    /// Where it reaches them.
    public var contact: Contact
    /// When it was added.
    public var made: Date
    /// Since when it is known to reach them; `nil` while it is not.
    public var verified: Date?
    /// How many codes were sent there.
    public var codes: Int

    init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        person = try row.decode("person")
        contact = Contact(
            try row.enumeration("channel", of: ContactRule.Channel.self), try row.decode("address"))
        made = try row.decode("made_at")
        verified = try row.decode("verified_at")
        codes = try row.decode("codes")
    }
}
