import JSON
import NativeProviders

/// What `PUT /api/v1/documents/{id}` asks for: a new version.
struct VersionRequest: Sendable, Hashable, JSONDecodable {
    /// Bytes of a body that a document of the largest size may take as JSON.
    static let bodyLimit = 2 * NativeDocuments.bodyLimit

    var body: String
    /// Who wrote it; `nil` for the owner of the key.
    var author: String?

    init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["body", "author"])
        let length = 0...NativeDocuments.bodyLimit
        body = try reader.text("body", length: length) ?? reader.member("body").string(length: length)
        author = try reader.optionalLine("author", length: 1...200)
    }
}
