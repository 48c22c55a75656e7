import TestServers

/// One of each place that comes with Muster for INC-1, as the resource-creator makes it.
struct RestrictedPlaces {
    let ticket = "0190a000-0000-7000-8000-00000000001a"
    let conversation = "0190a000-0000-7000-8000-00000000001b"
    let folder = "0190a000-0000-7000-8000-00000000001c"
    let document = "0190a000-0000-7000-8000-00000000001d"
    let group = "0190a000-0000-7000-8000-00000000001e"
    let conference = "0190a000-0000-7000-8000-00000000001f"

    /// Who was paged about it.
    static let paged = "owner@example.org"

    /// The page.
    let page = "0190a000-0000-7000-8000-00000000002a"
    /// A task of it.
    let task = "0190a000-0000-7000-8000-00000000002b"

    /// An execution of a playbook for it.
    let execution = "0190a000-0000-7000-8000-00000000002c"
    /// The playbook, which is everybody's.
    static let playbook = "walked"

    var all: [String] { [ticket, conversation, folder, document, group, conference] }

    /// - Parameters:
    ///   - marker: what everything in them says.
    ///   - isListed: whether the incident lists them already.
    static func make(marker: String, isListed: Bool, in database: TestDatabase) async throws -> RestrictedPlaces {
        let places = RestrictedPlaces()
        func key(_ kind: String) -> String {
            "(select 'incident/' || id || '/\(kind)' from core.incident where name = 'INC-1')"
        }
        try await database.run(
            sql: """
                insert into native.ticket (id, effect_key, title, description, status, severity, priority)
                values ('\(places.ticket)', \(key("ticket")), '\(marker)', '', 'active', 'SEV1', 'high');
                insert into native.conversation (id, effect_key, name, topic, is_private)
                values ('\(places.conversation)', \(key("conversation")), 'inc-1', '\(marker)', true);
                insert into native.message (id, conversation_id, author, text)
                values ('\(places.conversation)', '\(places.conversation)', '\(marker)', '\(marker)');
                insert into native.conversation_member (conversation_id, email)
                values ('\(places.conversation)', '\(marker)@example.org');
                insert into native.folder (id, effect_key, name)
                values ('\(places.folder)', \(key("storage")), '\(marker)');
                insert into native.file (folder_id, name, content_type, body, digest, stored_by)
                values ('\(places.folder)', '\(marker).txt', 'text/plain', '\(marker)'::bytea, sha256('\(marker)'::bytea), '\(marker)');
                insert into native.document (id, effect_key, title, format, folder_id)
                values ('\(places.document)', \(key("document")), '\(marker)', 'markdown', '\(places.folder)');
                insert into native.document_version (document_id, version, body, author)
                values ('\(places.document)', 1, '\(marker)', '\(marker)');
                insert into native.comment (id, document_id, version, quote, text, author)
                values ('\(places.document)', '\(places.document)', 1, '\(marker)', '\(marker)', '\(marker)');
                insert into native.mail_group (id, effect_key, name, title, address)
                values ('\(places.group)', \(key("group")), 'inc-1', '\(marker)', 'inc-1@example.org');
                insert into native.conference (id, effect_key, title, room)
                values ('\(places.conference)', \(key("conference")), '\(marker)', 'inc-1');
                insert into paging.escalation (id, incident_id, policy, plan, urgency)
                select core.uuid_v7(), id, '\(marker)', '{}', 'high' from core.incident where name = 'INC-1';
                insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                    subject, body, due_at)
                select '\(places.page)', id, incident_id, 0, '\(paged)', 'high', '\(marker)', 's', 'r', '',
                    '', now() from paging.escalation;
                insert into cost_calculator.account (incident_id, total_minor, currency, model, computed_at, document)
                select id, 0, 'EUR', 'classic', now(), '{"lines": [{"person": "\(marker)@example.org"}]}'
                from core.incident where name = 'INC-1';
                insert into core.task (id, incident_id, text, owner, due, source, created_by)
                select '\(places.task)', id, '\(marker)', '\(marker)@example.org', now(), 'api', '\(marker)'
                from core.incident where name = 'INC-1';
                insert into core.review_version (id, incident_id, number, author, what_happened, impact, went_well, lessons)
                select core.uuid_v7(), id, 1, '\(marker)', '\(marker)', '', '', '' from core.incident where name = 'INC-1';
                insert into playbook_runner.playbook (name, current) values ('\(playbook)', 1) on conflict do nothing;
                insert into playbook_runner.playbook_version (playbook, number, digest, machine, source, applied_by)
                values ('\(playbook)', 1, sha256(''), '{}', '{}', 'test') on conflict do nothing;
                insert into playbook_runner.execution (id, playbook, version, name, incident_id, input, seed, started_by)
                select '\(places.execution)', '\(playbook)', 1, '\(marker)', id, '"\(marker)"', repeat('s', 32), '\(marker)'
                from core.incident where name = 'INC-1';
                insert into playbook_runner.history (execution_id, number, at, type, event)
                values ('\(places.execution)', 1, now(), 'ExecutionStarted', '{"input": "\(marker)"}')
                """)
        if isListed {
            for (kind, id) in [
                ("ticket", places.ticket), ("conversation", places.conversation), ("storage", places.folder),
                ("document", places.document), ("group", places.group), ("conference", places.conference),
            ] {
                try await database.run(
                    sql: """
                        insert into core.resource (id, incident_id, kind, provider, state, external_id, url)
                        select core.uuid_v7(), id, '\(kind)', 'native', 'created', '\(id)', 'https://example.org/\(marker)'
                        from core.incident where name = 'INC-1'
                        """)
            }
        }
        return places
    }

    /// Takes them away again.
    func remove(from database: TestDatabase) async throws {
        try await database.run(
            sql: """
                delete from playbook_runner.history; delete from playbook_runner.execution;
                delete from paging.escalation; delete from core.task; delete from core.resource;
                delete from core.review_version; delete from cost_calculator.account;
                delete from native.message; delete from native.conversation_member;
                delete from native.conversation where name = 'inc-1';
                delete from native.comment; delete from native.document_version; delete from native.document; delete from native.file;
                delete from native.folder; delete from native.ticket; delete from native.mail_group;
                delete from native.conference
                """)
    }
}
