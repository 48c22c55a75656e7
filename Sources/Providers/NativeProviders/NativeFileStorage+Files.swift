import FoundationEssentials
import Postgres

extension NativeFileStorage {
    /// How many bytes a file may have: 10 MiB.
    public static let fileLimit = 10 << 20
    /// How many files a folder may have.
    public static let folderLimit = 1000

    /// The folder with this id, and what lies in it.
    /// - Throws: ``NativeError`` when there is none, or `PostgresError`.
    public func folder(_ externalID: String) async throws -> NativeFolder {
        let id = try store.id(externalID, of: "folder")
        let results = try await store.database.pipeline([
            Statement("select name, created_at, archived_at from native.folder where id = $1", [.uuid(id)]),
            Statement(
                "select email from native.folder_member where folder_id = $1 order by joined_at, email", [.uuid(id)]),
            Statement(
                """
                select name, content_type, octet_length(body) as size, encode(digest, 'hex') as digest, stored_by,
                    stored_at
                from native.file where folder_id = $1 order by name
                """, [.uuid(id)]),
            Statement("select id, title from native.document where folder_id = $1 order by title, id", [.uuid(id)]),
        ])
        guard let row = results[0].first else { throw NativeError.notFound("folder", externalID) }
        return NativeFolder(
            id: id, name: try row.decode("name"), members: try results[1].map { try $0.decode("email") },
            files: try results[2].map(Self.file), documents: try results[3].map(entry), url: store.url("files", id),
            createdAt: try row.decode("created_at"), archivedAt: try row.decode("archived_at"))
    }

    /// Stores a file; one with the same name is replaced.
    /// - Throws: ``NativeError`` when there is no such folder, it was archived or is full, or the file is too large.
    public func put(
        _ body: [UInt8], name: String, contentType: String, by author: String, folder externalID: String
    ) async throws -> NativeFile {
        let id = try store.id(externalID, of: "folder")
        let name = try FileName(name)
        guard body.count <= Self.fileLimit else {
            throw NativeError(.tooLarge, "A file has at most \(Self.fileLimit) bytes; this one has \(body.count).")
        }
        let stored = try await store.row(
            """
            insert into native.file (folder_id, name, content_type, digest, body, stored_by)
            select id, $2, $3, sha256($4), $4, $5 from native.folder
            where id = $1 and archived_at is null
                and (select count(*) from native.file where folder_id = $1 and name <> $2) < $6
            on conflict (folder_id, name) do update
            set content_type = excluded.content_type, digest = excluded.digest, body = excluded.body,
                stored_by = excluded.stored_by, stored_at = now()
            returning name, content_type, octet_length(body) as size, encode(digest, 'hex') as digest, stored_by,
                stored_at
            """,
            [
                .uuid(id), .text(name.text), .text(contentType), .bytea(body), .text(author),
                .int(Self.folderLimit),
            ])
        guard let stored else {
            guard try await folder(externalID).archivedAt == nil else {
                throw NativeError(.archived, "The folder was archived and can only be read.")
            }
            throw NativeError(.tooLarge, "A folder has at most \(Self.folderLimit) files.")
        }
        return try Self.file(stored)
    }

    /// The file with this name, and its contents.
    /// - Throws: ``NativeError`` when there is none, or `PostgresError`.
    public func file(_ name: String, folder externalID: String) async throws -> (file: NativeFile, body: [UInt8]) {
        let id = try store.id(externalID, of: "folder")
        let found = try await store.row(
            """
            select name, content_type, octet_length(body) as size, encode(digest, 'hex') as digest, stored_by,
                stored_at, body
            from native.file where folder_id = $1 and name = $2
            """, [.uuid(id), .text(try FileName(name).text)])
        guard let found else { throw NativeError.notFound("file", name) }
        return (try Self.file(found), try found.decode("body"))
    }

    private static func file(_ row: PostgresRow) throws(PostgresError) -> NativeFile {
        NativeFile(
            name: try row.decode("name"), contentType: try row.decode("content_type"),
            size: Int(try row.decode("size", as: Int32.self)), digest: try row.decode("digest"),
            storedBy: try row.decode("stored_by"), storedAt: try row.decode("stored_at"))
    }

    private func entry(_ row: PostgresRow) throws(PostgresError) -> NativeFolderEntry {
        let id: UUID = try row.decode("id")
        return NativeFolderEntry(id: id, title: try row.decode("title"), url: store.url("documents", id))
    }
}
