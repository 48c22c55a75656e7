import JSON
import Postgres

/// Effects that happened more than once.
enum LedgerDuplicates {
    /// Every pair is a row: what it is, of which incident, how many there are.
    static func find(_ client: PostgresClient) async throws -> [JSON] {
        let native = try await client.query("select to_regclass('native.ticket') is not null as present")
        var found = try await notices(client) + pages(client)
        if try native.first?.decode("present", as: Bool.self) == true { found += try await objects(client) }
        return found
    }

    /// What is told whatever the version (announcements, welcomes, receipts) is told once; the rest once of each version. A word
    /// that only a newer release knows is of the rest.
    private static func notices(_ client: PostgresClient) async throws -> [JSON] {
        try await rows(
            client,
            """
            select 'notice ' || kind as kind, incident_id::text || ' ' || channel || ' ' || recipient as key,
                   count(*) as count, (select i.name from core.incident i where i.id = n.incident_id) as incident
              from notifier.notice n where state = 'sent'
             group by kind, incident_id, channel, recipient, 
                   case when kind not in ('announcement', 'welcome', 'receipt') then version end
            having count(*) > 1
            """)
    }

    /// Each way to a person is tried once for a page: of two that were handed over, one is too many.
    private static func pages(_ client: PostgresClient) async throws -> [JSON] {
        let there = try await client.query("select to_regclass('paging.effect') is not null as present")
        guard try there.first?.decode("present", as: Bool.self) == true else { return [] }
        return try await rows(
            client,
            """
            select 'page' as kind, key, count(*) as count from paging.effect
             where done_at is not null group by key having count(*) > 1
            """)
    }

    /// The keys of effects name the incident and the kind, so that two objects of one key are one effect done twice.
    private static func objects(_ client: PostgresClient) async throws -> [JSON] {
        try await rows(
            client,
            """
            select kind, effect_key as key, count(*) as count,
                   (select i.name from core.incident i
                     where i.id::text = substring(effect_key from 'incident/([0-9a-f-]{36})')) as incident from (
                select 'ticket' as kind, effect_key from native.ticket
                union all select 'conversation', effect_key from native.conversation
                union all select 'storage', effect_key from native.folder
                union all select 'document', effect_key from native.document
                union all select 'group', effect_key from native.mail_group
                union all select 'conference', effect_key from native.conference
                union all select 'message', conversation_id::text || ' ' || effect_key from native.message
                    where effect_key is not null
            ) object group by kind, effect_key having count(*) > 1
            """)
    }

    private static func rows(_ client: PostgresClient, _ sql: SQL) async throws -> [JSON] {
        try await client.query(sql).map { row in
            [
                "kind": .string(try row.decode("kind")), "key": .string(try row.decode("key")),
                "incident": .optional(try row.decode("incident", as: String?.self)),
                "count": .int(try row.decode("count", as: Int.self)),
            ]
        }
    }
}
