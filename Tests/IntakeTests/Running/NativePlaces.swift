import TestServers

/// One of each place that comes with Muster, as the resource-creator would have made it.
struct NativePlaces {
    let ticket = "0190a000-0000-7000-8000-000000000001"
    let folder = "0190a000-0000-7000-8000-000000000002"
    let document = "0190a000-0000-7000-8000-000000000003"
    let group = "0190a000-0000-7000-8000-000000000004"
    let conference = "0190a000-0000-7000-8000-000000000005"

    static func make(in database: TestDatabase) async throws -> NativePlaces {
        let places = NativePlaces()
        try await database.run(
            sql: """
                insert into native.ticket (id, effect_key, title, description, status, severity, priority)
                values ('\(places.ticket)', 'k', 'Down', 'All of it', 'active', 'SEV1', 'high');
                insert into native.folder (id, effect_key, name) values ('\(places.folder)', 'k', 'INC-1');
                insert into native.document (id, effect_key, title, format, folder_id)
                values ('\(places.document)', 'k', 'Notes', 'markdown', '\(places.folder)');
                insert into native.document_version (document_id, version, body, author)
                values ('\(places.document)', 1, '# Notes', 'scribe');
                insert into native.mail_group (id, effect_key, name, title, address)
                values ('\(places.group)', 'k', 'inc-1', 'INC-1', 'inc-1@example.org');
                insert into native.conference (id, effect_key, title, room)
                values ('\(places.conference)', 'k', 'INC-1', 'inc-1')
                """)
        return places
    }
}
