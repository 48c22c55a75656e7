public import JSON
public import PeopleStore

/// What `POST …/tags` asks for.
public struct TagRequest: Sendable, Hashable, JSONDecodable {
    /// What the incident is to have.
    public var add: [Tag]
    /// What it is not to have any more.
    public var remove: [Tag]

    /// Reads the body of a request: `add` and `remove`, each at most 50 tags such as `service:payments`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["add", "remove"])
        add = try Self.tags("add", reader)
        remove = try Self.tags("remove", reader)
    }

    private static func tags(_ key: String, _ reader: JSONReader) throws -> [Tag] {
        try reader.optionalArray(key, max: 50).map { entry in
            guard let tag = Tag(try entry.string(length: 3...301)) else {
                throw entry.error(expected: "a type, a colon and a value, such as service:payments")
            }
            return tag
        }
    }
}
