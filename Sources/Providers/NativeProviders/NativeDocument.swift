public import FoundationEssentials
public import JSON

/// A document at one of its versions, as people and programs read it.
public struct NativeDocument: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; its text is the external id.
    public var id: UUID
    /// The heading that it was made with, the same in every version.
    public var title: String
    /// `markdown` or `csv`.
    public var format: String
    /// From 1.
    public var version: Int
    /// What this version says: at most 1 MiB of UTF-8.
    public var body: String
    /// Who wrote this version.
    public var author: String
    /// When this version was written, by the database's clock.
    public var writtenAt: Date
    /// The id of the folder that it lies in; `nil` for none.
    public var folder: UUID?
    /// Its page under the public address.
    public var url: String
    /// When the database made its row, with the first version.
    public var createdAt: Date
    /// When it became read-only; `nil` while it is written.
    public var archivedAt: Date?

    /// `id`, `title`, `format`, `version`, `body`, `author`, `written_at`, `folder`, `url`, `created_at` and
    /// `archived_at`; what is `nil` is null.
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
    /// From 1, without gaps.
    public var version: Int
    /// Who wrote it: `Muster`, or the name that whoever wrote it was known by.
    public var author: String
    /// When it was written, by the database's clock.
    public var writtenAt: Date
    /// In bytes of UTF-8.
    public var size: Int

    /// `version`, `author`, `written_at` and `size`.
    public var json: JSON {
        ["version": .int(version), "author": .string(author), "written_at": writtenAt.json, "size": .int(size)]
    }
}
