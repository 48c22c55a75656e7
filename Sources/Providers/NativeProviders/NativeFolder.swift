public import FoundationEssentials
public import JSON

/// A folder as people and programs read it.
public struct NativeFolder: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; its text is the external id.
    public var id: UUID
    /// The incident's name and title; of a restricted one its type instead of the title.
    public var name: String
    /// Mail addresses, in the order of joining.
    public var members: [String]
    /// By name.
    public var files: [NativeFile]
    /// The documents that lie in it, by title.
    public var documents: [NativeFolderEntry]
    /// Its page under the public address.
    public var url: String
    /// When the database made its row.
    public var createdAt: Date
    /// When it became read-only; `nil` while files are stored.
    public var archivedAt: Date?

    /// `id`, `name`, `members`, `files`, `documents`, `url`, `created_at` and `archived_at`; what is `nil` is null.
    public var json: JSON {
        [
            "id": id.json, "name": .string(name), "members": members.json, "files": files.json,
            "documents": documents.json, "url": .string(url), "created_at": createdAt.json,
            "archived_at": .optional(archivedAt),
        ]
    }
}

/// A document in a folder.
public struct NativeFolderEntry: Sendable, Hashable, JSONEncodable {
    /// The document's id.
    public var id: UUID
    /// The document's title.
    public var title: String
    /// The document's page under the public address.
    public var url: String

    /// `id`, `title` and `url`.
    public var json: JSON { ["id": id.json, "title": .string(title), "url": .string(url)] }
}

/// What is known of a file without its contents.
public struct NativeFile: Sendable, Hashable, JSONEncodable {
    /// Unique in its folder: 1 to 200 characters without slashes and control characters.
    public var name: String
    /// The media type that it was stored with (RFC 9110, section 8.3.1).
    public var contentType: String
    /// In bytes.
    public var size: Int
    /// SHA-256 in hexadecimal digits.
    public var digest: String
    /// The name that whoever stored it was known by.
    public var storedBy: String
    /// When its contents were stored last, by the database's clock.
    public var storedAt: Date

    /// `name`, `content_type`, `size`, `sha256`, `stored_by` and `stored_at`.
    public var json: JSON {
        [
            "name": .string(name), "content_type": .string(contentType), "size": .int(size),
            "sha256": .string(digest), "stored_by": .string(storedBy), "stored_at": storedAt.json,
        ]
    }
}
