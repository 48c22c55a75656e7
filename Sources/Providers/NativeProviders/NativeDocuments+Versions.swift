import FoundationEssentials
import Postgres

extension NativeDocuments {
    /// How many bytes of UTF-8 a document may have: 1 MiB.
    public static let bodyLimit = 1 << 20

    /// The document with this id.
    /// - Parameter version: one of its versions; `nil` for the newest.
    /// - Throws: ``NativeError`` when there is none, or `PostgresError`.
    public func document(_ externalID: String, version: Int? = nil) async throws -> NativeDocument {
        let id = try store.id(externalID, of: "document")
        let found = try await store.row(
            """
            select d.title, d.format, d.folder_id, d.created_at, d.archived_at, v.version, v.body, v.author,
                v.written_at
            from native.document d
            join native.document_version v on v.document_id = d.id and v.version = coalesce($2::int4, d.version)
            where d.id = $1
            """, [.uuid(id), .init(version.map { Int32(clamping: $0) })])
        guard let row = found else { throw NativeError.notFound("document or version", externalID) }
        return NativeDocument(
            id: id, title: try row.decode("title"), format: try row.decode("format"),
            version: Int(try row.decode("version", as: Int32.self)), body: try row.decode("body"),
            author: try row.decode("author"), writtenAt: try row.decode("written_at"),
            folder: try row.decode("folder_id"), url: store.url("documents", id),
            createdAt: try row.decode("created_at"), archivedAt: try row.decode("archived_at"))
    }

    /// All versions of a document, the newest first.
    public func versions(of externalID: String) async throws -> [NativeDocumentVersion] {
        let id = try store.id(externalID, of: "document")
        let rows = try await store.database.query(
            """
            select version, author, written_at, octet_length(body) as size
            from native.document_version where document_id = $1 order by version desc
            """, [.uuid(id)])
        guard !rows.isEmpty else { throw NativeError.notFound("document", externalID) }
        return try rows.map { row in
            NativeDocumentVersion(
                version: Int(try row.decode("version", as: Int32.self)), author: try row.decode("author"),
                writtenAt: try row.decode("written_at"), size: Int(try row.decode("size", as: Int32.self)))
        }
    }

    /// Writes a new version. Writing what the newest version says makes none.
    /// - Parameter version: the version that was edited; when it is not the newest any more, nothing is written. `nil`
    ///   replaces whatever is there.
    /// - Returns: the newest version's number.
    /// - Throws: ``NativeError``: `stale`, `archived`, `tooLarge`, `notFound`; or `PostgresError`.
    public func write(
        _ body: String, author: String, document externalID: String, basedOn version: Int?
    ) async throws -> Int {
        let id = try store.id(externalID, of: "document")
        try Self.check(body)
        let written = try await store.row(
            """
            with changed as (
                update native.document d set version = d.version + 1
                where d.id = $1 and d.archived_at is null and ($2::int4 is null or d.version = $2)
                    and not exists (
                        select from native.document_version v
                        where v.document_id = d.id and v.version = d.version and v.body = $3)
                returning d.version
            )
            insert into native.document_version (document_id, version, body, author)
            select $1, changed.version, $3, $4 from changed
            returning version
            """,
            [.uuid(id), .init(version.map { Int32(clamping: $0) }), .text(body), .text(author)])
        if let written { return Int(try written.decode("version", as: Int32.self)) }
        let current = try await document(externalID)
        guard current.archivedAt == nil else {
            throw NativeError(.archived, "The document was archived and can only be read.")
        }
        guard version == nil || version == current.version else {
            throw NativeError(
                .stale, "The document is at version \(current.version) by now: read it, and edit that version.")
        }
        return current.version
    }
}
