public import JSON

/// A severity or a priority: a word of the organisation's, with its place in their order.
public struct Level: Sendable, Hashable, JSONDecodable {
    /// The word: 1 to 100 characters, unique in its list.
    public var name: String
    /// What it is for, in the organisation's words: at most 1,000 characters.
    public var description: String
    /// Whether incidents have it when nobody says another.
    public var isDefault: Bool

    /// A level as the program has it; nothing is checked.
    public init(name: String, description: String = "", isDefault: Bool = false) {
        self.name = name
        self.description = description
        self.isDefault = isDefault
    }

    /// Configuration: `name`, `description` (default empty) and `default` (default false).
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "description", "default"])
        self.init(
            name: try reader.string("name", length: 1...100),
            description: try reader.optionalString("description", length: 0...1000) ?? "",
            isDefault: try reader.optionalBool("default") ?? false)
    }
}

extension ConfigurationSection {
    static let severities = list(
        "severities", of: "severity", max: 20, isRequired: true, at: \.severities, name: \.name, read: Level.init)
    static let priorities = list(
        "priorities", of: "priority", max: 20, isRequired: true, at: \.priorities, name: \.name, read: Level.init)
}
