public import FoundationEssentials
public import JSON

/// A document at one of its versions, as people and programs read it.
public struct NativeDocument: Sendable, Hashable, JSONEncodable {
    public var id: UUID
    public var title: String
    /// `markdown` or `csv`.
    public var format: String
    /// From 1.
    public var version: Int
    public var body: String
    /// Who wrote this version.
    public var author: String
    public var writtenAt: Date
    public var folder: UUID?
    public var url: String
    public var createdAt: Date
    public var archivedAt: Date?

    public var json: JSON {
        [
            "id": id.json, "title": .string(title), "format": .string(format), "version": .int(version),
            "body": .string(body), "author": .string(author), "written_at": writtenAt.json,
            "folder": .optional(folder), "url": .string(url), "created_at": createdAt.json,
            "archived_at": .optional(archivedAt),
        ]
    }
}

/// What is known of a version without what it says.
public struct NativeDocumentVersion: Sendable, Hashable, JSONEncodable {
    public var version: Int
    public var author: String
    public var writtenAt: Date
    /// In bytes of UTF-8.
    public var size: Int

    public var json: JSON {
        ["version": .int(version), "author": .string(author), "written_at": writtenAt.json, "size": .int(size)]
    }
}
