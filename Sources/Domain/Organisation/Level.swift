public import JSON

/// A severity or a priority: a word of the organisation's, with its place in their order.
public struct Level: Sendable, Hashable, JSONDecodable {
    public var name: String
    public var description: String
    public var isDefault: Bool

    public init(name: String, description: String = "", isDefault: Bool = false) {
        self.name = name
        self.description = description
        self.isDefault = isDefault
    }

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
