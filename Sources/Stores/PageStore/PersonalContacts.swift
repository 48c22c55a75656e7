public import Escalation
public import FoundationEssentials
import JSON
public import Postgres

/// The rows of `paging.contact` and `paging.contact_rule`: how people say that they are reached.
public enum PersonalContacts {
    /// The own rules of those who have some, with the contacts of theirs that are verified.
    /// - Parameter people: mail addresses, in capitals or not.
    /// - Returns: by the address in small letters.
    public static func own(
        of people: [String], in database: some Querying
    ) async throws -> [String: (rules: ContactRules, verified: Set<Contact>)] {
        if people.isEmpty { return [:] }
        let rows = try await database.query(
            Statement(
                """
                select r.person, r.rules::text as rules,
                    array(select c.channel from paging.contact c
                        where c.person = r.person and c.verified_at is not null order by c.id) as channels,
                    array(select c.address from paging.contact c
                        where c.person = r.person and c.verified_at is not null order by c.id) as addresses
                from paging.contact_rule r where r.person = any($1)
                """, [.textArray(people.map { $0.lowercased() })]))
        var found: [String: (ContactRules, Set<Contact>)] = [:]
        for row in rows {
            let person = try row.decode("person", as: String.self)
            let rules = try ContactRules(JSONReader(JSON.parse(row.decode("rules", as: String.self))), of: person)
            let channels = try row.decode("channels", as: [String].self)
            let addresses = try row.decode("addresses", as: [String].self)
            let verified = zip(channels, addresses).compactMap { channel, address in
                ContactRule.Channel(rawValue: channel).map { Contact($0, address) }
            }
            found[person] = (rules, Set(verified))
        }
        return found
    }

    /// The contacts that somebody has added, in the order in which they did.
    public static func all(of person: String, in database: some Querying) async throws -> [ContactRecord] {
        try await database.query(
            Statement(
                """
                select id, person, channel, address, made_at, verified_at, codes from paging.contact
                where person = $1 order by id
                """, [.text(person.lowercased())])
        ).map { try ContactRecord($0) }
    }

    /// Adds a contact, or counts another code for one that is not verified yet. The row is locked to the transaction's end.
    /// - Returns: a row as ``all(of:in:)`` has it, with `waits`: whether a code went there less than a minute ago, so that none is
    ///   counted.
    public static func add(
        _ contact: Contact, of person: String, id: UUID, by actor: String, in transaction: some Querying
    ) async throws -> (record: ContactRecord, waits: Bool)? {
        let results = try await transaction.pipeline([
            Statement(
                """
                insert into paging.contact (id, person, channel, address, made_by) values ($1, $2, $3, $4, $5)
                on conflict (person, channel, address) do nothing
                """,
                [
                    .uuid(id), .text(person.lowercased()), .text(contact.channel.rawValue), .text(contact.address),
                    .text(actor),
                ]),
            Statement(
                """
                with mine as (
                    select id, coalesce(code_at > now() - interval '1 minute', false) as waits from paging.contact
                    where person = $1 and channel = $2 and address = $3 for update
                )
                update paging.contact c set
                    codes = c.codes + case when c.verified_at is null and not m.waits then 1 else 0 end,
                    code_at = case when c.verified_at is null and not m.waits then now() else c.code_at end,
                    guesses = case when c.verified_at is null and not m.waits then 0 else c.guesses end
                from mine m where c.id = m.id
                returning c.id, c.person, c.channel, c.address, c.made_at, c.verified_at, c.codes,
                    m.waits and c.verified_at is null as waits
                """, [.text(person.lowercased()), .text(contact.channel.rawValue), .text(contact.address)]),
        ])
        return try results[1].first.map { (try ContactRecord($0), try $0.decode("waits")) }
    }

    /// Counts a guess at the code of a contact that is not verified yet.
    /// - Returns: a row when the code may be looked at: it is not over, and was not guessed at too often.
    public static func guess(
        _ id: UUID, of person: String, in transaction: some Querying
    ) async throws -> ContactRecord? {
        try await transaction.query(
            Statement(
                """
                update paging.contact set guesses = guesses + 1
                where id = $1 and person = $2 and verified_at is null and guesses < $3
                    and code_at > now() - interval '1 second' * $4
                returning id, person, channel, address, made_at, verified_at, codes
                """,
                [
                    .uuid(id), .text(person.lowercased()), .int(ContactCode.guesses),
                    .int8(ContactCode.life.components.seconds),
                ])
        ).first.map { try ContactRecord($0) }
    }

    /// The contact reaches its person.
    public static func verify(_ id: UUID, in transaction: some Querying) async throws -> ContactRecord? {
        try await transaction.query(
            Statement(
                """
                update paging.contact set verified_at = now() where id = $1
                returning id, person, channel, address, made_at, verified_at, codes
                """, [.uuid(id)])
        ).first.map { try ContactRecord($0) }
    }

    /// Takes a contact back; own rules pass it over from now on.
    public static func remove(
        _ id: UUID, of person: String, in transaction: some Querying
    ) async throws -> ContactRecord? {
        try await transaction.query(
            Statement(
                """
                delete from paging.contact where id = $1 and person = $2
                returning id, person, channel, address, made_at, verified_at, codes
                """, [.uuid(id), .text(person.lowercased())])
        ).first.map { try ContactRecord($0) }
    }

    /// Writes down what somebody says; nothing leaves it to the configuration.
    public static func set(_ rules: ContactRules, by actor: String) -> Statement {
        let person = PostgresValue.text(rules.person.lowercased())
        if rules.ways.isEmpty { return Statement("delete from paging.contact_rule where person = $1", [person]) }
        return Statement(
            """
            insert into paging.contact_rule (person, rules, changed_by) values ($1, $2, $3)
            on conflict (person) do update set rules = excluded.rules, changed_at = now(), changed_by = excluded.changed_by
            """, [person, .jsonText(rules.json.text()), .text(actor)])
    }
}
