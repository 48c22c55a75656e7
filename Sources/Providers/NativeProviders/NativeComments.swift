import Encodings
public import FoundationEssentials
public import Postgres

/// Comments on documents as rows. Who makes tasks of them is a desk.
public struct NativeComments: Sendable {
    let store: NativeStore

    /// All comments on a document, the oldest first; at most 1,000.
    /// - Throws: ``NativeError`` when there is no such document, or `PostgresError`.
    public func comments(on externalID: String, in database: some Querying) async throws -> [NativeComment] {
        let id = try store.id(externalID, of: "document")
        let comments = try await read("d.id = $1 order by c.id limit 1000", [.uuid(id)], in: database)
        if comments.isEmpty { _ = try await incident(of: externalID, in: database) }
        return comments
    }

    /// A comment on a document.
    /// - Throws: ``NativeError`` when there is no such comment, or `PostgresError`.
    public func comment(
        _ id: UUID, on externalID: String, in database: some Querying
    ) async throws -> NativeComment {
        let document = try store.id(externalID, of: "document")
        guard let comment = try await read("d.id = $1 and c.id = $2", [.uuid(document), .uuid(id)], in: database).first
        else { throw NativeError.notFound("comment", UUIDText.string(from: id)) }
        return comment
    }

    /// The incident whose document it is; `nil` for a document of none.
    /// - Throws: ``NativeError`` when there is no such document, or `PostgresError`.
    public func incident(of externalID: String, in database: some Querying) async throws -> UUID? {
        let id = try store.id(externalID, of: "document")
        let rows = try await database.query(
            Statement("select incident_id from native.document where id = $1", [.uuid(id)]))
        guard let row = rows.first else { throw NativeError.notFound("document", externalID) }
        return try row.decode("incident_id")
    }

    /// Writes a comment, also on a document that is read-only: what is left to do is found when all is over.
    /// - Parameters:
    ///   - quote: what it is about, as that version says it.
    ///   - version: `nil` for the newest.
    /// - Throws: ``NativeError`` when there is no such document or version, or it does not say so; or `PostgresError`.
    public func write(
        _ text: String, about quote: String, author: String, document externalID: String, version: Int? = nil,
        in transaction: some Querying
    ) async throws -> NativeComment {
        let (document, id) = (try store.id(externalID, of: "document"), UUID.v7())
        let written = try await transaction.query(
            Statement(
                """
                insert into native.comment (id, document_id, version, quote, text, author)
                select $1, d.id, v.version, $4, $5, $6 from native.document d
                join native.document_version v on v.document_id = d.id and v.version = coalesce($3::int4, d.version)
                where d.id = $2 and position($4 in v.body) > 0 returning id
                """,
                [
                    .uuid(id), .uuid(document), .init(version.map { Int32(clamping: $0) }), .text(quote), .text(text),
                    .text(author),
                ]))
        guard !written.isEmpty else {
            _ = try await incident(of: externalID, in: transaction)
            let which = version.map { "Version \($0) of the document" } ?? "The document"
            throw NativeError(.invalid, "\(which) does not say `\(quote.prefix(100))`: quote it as it stands there.")
        }
        return try await comment(id, on: externalID, in: transaction)
    }

    /// Resolves a comment without an assignee, or opens it again; one that is so already stays as it is.
    /// - Parameter actor: who has resolved it; `nil` to open it again.
    public func mark(_ id: UUID, resolvedBy actor: String?, in transaction: some Querying) async throws {
        _ = try await transaction.query(
            Statement(
                """
                update native.comment set resolved_at = case when $2::text is not null then now() end, resolved_by = $2
                where id = $1 and (resolved_at is null) = ($2::text is not null)
                """, [.uuid(id), .init(actor)]))
    }

    private func read(
        _ condition: StaticString, _ binds: [PostgresValue], in database: some Querying
    ) async throws -> [NativeComment] {
        let sql = SQL(
            trusted: """
                select c.id, c.document_id, c.version, c.quote, position(c.quote in v.body) > 0 as anchored, c.text,
                    c.author, c.created_at, c.resolved_at, c.resolved_by
                from native.comment c join native.document d on d.id = c.document_id
                join native.document_version v on v.document_id = d.id and v.version = d.version
                where \(condition)
                """)
        return try await database.query(Statement(sql, binds)).map { row in
            NativeComment(
                id: try row.decode("id"), document: try row.decode("document_id"),
                version: Int(try row.decode("version", as: Int32.self)), quote: try row.decode("quote"),
                isAnchored: try row.decode("anchored"), text: try row.decode("text"),
                author: try row.decode("author"), createdAt: try row.decode("created_at"),
                resolvedAt: try row.decode("resolved_at"), resolvedBy: try row.decode("resolved_by"))
        }
    }
}
