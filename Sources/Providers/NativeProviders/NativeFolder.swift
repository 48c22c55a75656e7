public import FoundationEssentials
public import JSON

/// A folder as people and programs read it.
public struct NativeFolder: Sendable, Hashable, JSONEncodable {
    public var id: UUID
    public var name: String
    /// Mail addresses, in the order of joining.
    public var members: [String]
    /// By name.
    public var files: [NativeFile]
    /// The documents that lie in it, by title.
    public var documents: [NativeFolderEntry]
    public var url: String
    public var createdAt: Date
    public var archivedAt: Date?

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
    public var id: UUID
    public var title: String
    public var url: String

    public var json: JSON { ["id": id.json, "title": .string(title), "url": .string(url)] }
}

/// What is known of a file without its contents.
public struct NativeFile: Sendable, Hashable, JSONEncodable {
    public var name: String
    public var contentType: String
    /// In bytes.
    public var size: Int
    /// SHA-256 in hexadecimal digits.
    public var digest: String
    public var storedBy: String
    public var storedAt: Date

    public var json: JSON {
        [
            "name": .string(name), "content_type": .string(contentType), "size": .int(size),
            "sha256": .string(digest), "stored_by": .string(storedBy), "stored_at": storedAt.json,
        ]
    }
}
