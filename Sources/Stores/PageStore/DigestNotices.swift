public import Escalation
public import FoundationEssentials
public import Postgres

/// The rows of `paging.digest_notice`: to whom the digest of a day was given.
public enum DigestNotices {
    /// Those of some contacts that nobody has given the digest of a day to.
    /// - Parameter day: counted from 1970-01-01.
    public static func open(
        _ contacts: [Contact], day: Int, in database: some Querying
    ) async throws -> [Contact] {
        let rows = try await database.query(
            Statement(
                """
                select channel, address from paging.digest_notice where day = date '1970-01-01' + $1::int4
                """, [.int4(Int32(clamping: day))]))
        let told = Set(
            try rows.map { row in
                try row.decode("channel", as: String.self) + " " + row.decode("address", as: String.self)
            })
        return contacts.filter { !told.contains(name($0)) }
    }

    /// Writes down that these trials carry the digest of a day, and forgets those of two months ago.
    /// - Returns: the trials of contacts that nobody has given it to before.
    public static func claim(
        _ trials: [TrialRecord], day: Int, in transaction: some Querying
    ) async throws -> Set<UUID> {
        let results = try await transaction.pipeline([
            Statement("delete from paging.digest_notice where told_at < now() - interval '60 days'"),
            Statement(
                """
                insert into paging.digest_notice (day, channel, address, trial_id)
                select date '1970-01-01' + $1::int4, t.* from unnest($2::text[], $3::text[], $4::uuid[]) as t
                on conflict do nothing returning trial_id
                """,
                [
                    .int4(Int32(clamping: day)), .textArray(trials.map(\.contact.channel.rawValue)),
                    .textArray(trials.map { address($0.contact) }), .uuidArray(trials.map(\.id)),
                ]),
        ])
        return Set(try results[1].map { try $0.decode("trial_id") })
    }

    private static func name(_ contact: Contact) -> String { "\(contact.channel.rawValue) \(address(contact))" }

    /// Mail addresses are compared in small letters.
    private static func address(_ contact: Contact) -> String {
        contact.channel == .mail ? contact.address.lowercased() : contact.address
    }
}
