import Encodings
import FoundationEssentials
import Incident
import Postgres

extension NativeConferencing {
    /// The conference with this id.
    /// - Throws: ``NativeError`` when there is none, or `PostgresError`.
    public func conference(_ externalID: String) async throws -> NativeConference {
        let id = try store.id(externalID, of: "conference")
        let results = try await store.database.pipeline([
            Statement(
                "select title, room, join_url, dial_in, created_at, archived_at from native.conference where id = $1",
                [.uuid(id)]),
            Statement(
                "select email from native.conference_member where conference_id = $1 order by email", [.uuid(id)]),
            Statement(
                """
                select name, note, at from native.conference_visit
                where conference_id = $1 order by id desc limit 200
                """, [.uuid(id)]),
        ])
        guard let row = results[0].first else { throw NativeError.notFound("conference", externalID) }
        return NativeConference(
            id: id, title: try row.decode("title"), room: try row.decode("room"),
            joinURL: try row.decode("join_url"), dialIn: try row.decode("dial_in"),
            members: try results[1].map { try $0.decode("email") },
            visits: try results[2].map {
                NativeConferenceVisit(
                    name: try $0.decode("name"), note: try $0.decode("note"), at: try $0.decode("at"))
            },
            url: store.url("conferences", id), createdAt: try row.decode("created_at"),
            archivedAt: try row.decode("archived_at"))
    }

    /// Writes down that somebody is on the bridge.
    /// - Parameter key: names the request; the same one again is no second visit.
    /// - Throws: ``NativeError`` when there is no such conference, it ended, or a text is too long.
    public func visit(_ externalID: String, name: String, note: String, key: String? = nil) async throws {
        let id = try store.id(externalID, of: "conference")
        guard (1...200).contains(name.unicodeScalars.count), note.unicodeScalars.count <= 2000,
            !name.contains("\0"), !note.contains("\0")
        else {
            throw NativeError(.invalid, "A name has 1 to 200 characters, a note at most 2000.")
        }
        let result = try await store.database.query(
            """
            with open as (select id from native.conference where id = $2 and archived_at is null), noted as (
                insert into native.conference_visit (id, conference_id, name, note, request_key)
                select $1, id, $3, $4, $5 from open on conflict (conference_id, request_key) do nothing
            )
            select 1 as one from open
            """, [.uuid(.v7()), .uuid(id), .text(name), .text(note), .init(key)])
        guard !result.isEmpty else {
            _ = try await conference(externalID)
            throw NativeError(.archived, "The conference has ended.")
        }
    }
}
