import Encodings
public import FoundationEssentials
public import JSON

/// The incident that a message is about, at the version that it announces.
public struct IncidentReference: Sendable, Hashable, JSONDecodable, JSONEncodable {
    /// The incident's UUIDv7.
    public var id: UUID
    /// `INC-17`.
    public var name: String
    /// A handler that needs the incident as it is reads the rows; when they are older than this, it comes too early.
    public var version: Int

    /// A reference to an incident at one of its versions, from 1.
    public init(id: UUID, name: String, version: Int) {
        self.id = id
        self.name = name
        self.version = version
    }

    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing, or the version is not in 1…2³¹ − 1.
    public init(_ reader: JSONReader) throws {
        self.init(
            id: try reader.uuid("id"), name: try reader.string("name", length: 1...40),
            version: try reader.int("version", in: 1...Int(Int32.max)))
    }

    /// `id`, `name` and `version`.
    public var json: JSON {
        ["id": .string(UUIDText.string(from: id)), "name": .string(name), "version": .int(version)]
    }
}
