public import JSON

/// A severity or a priority: a word of the organisation's, with its place in their order.
public struct Level: Sendable, Hashable, JSONDecodable {
    /// The word: 1 to 100 characters, unique in its list.
    public var name: String
    /// What it is for, in the organisation's words: at most 1,000 characters.
    public var description: String
    /// Whether incidents have it when nobody says another.
    public var isDefault: Bool
    /// How often the commander of an active incident has to report: from a minute to 7 days; `nil` for as they see fit.
    public var reportEvery: Duration?

    /// A level as the program has it; nothing is checked.
    public init(name: String, description: String = "", isDefault: Bool = false, reportEvery: Duration? = nil) {
        self.name = name
        self.description = description
        self.isDefault = isDefault
        self.reportEvery = reportEvery
    }

    /// Configuration: `name`, `description` (default empty), `default` (default false) and `report_every` (1m to 7d; never
    /// by default).
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "description", "default", "report_every"])
        self.init(
            name: try reader.string("name", length: 1...100),
            description: try reader.optionalString("description", length: 0...1000) ?? "",
            isDefault: try reader.optionalBool("default") ?? false,
            reportEvery: try reader.optional("report_every")?.duration(in: .seconds(60) ... .seconds(7 * 86_400)))
    }
}
