public import JSON

/// A kind of tags that incidents may have.
public struct TagType: Sendable, Hashable, JSONDecodable {
    /// The word before the colon: 1 to 100 characters without a colon, unique among types of tags.
    public var name: String
    /// What it is for, in the organisation's words: at most 1,000 characters.
    public var description: String
    /// What may stand after the colon; anything when none is named.
    public var values: [String]
    /// Whether an incident has one at a time.
    public var isExclusive: Bool
    /// The incident types whose incidents are not closed without one.
    public var requiredBy: [String]

    /// A type as the program has it; nothing is checked.
    public init(
        name: String, description: String = "", values: [String] = [], isExclusive: Bool = false,
        requiredBy: [String] = []
    ) {
        self.name = name
        self.description = description
        self.values = values
        self.isExclusive = isExclusive
        self.requiredBy = requiredBy
    }

    /// Configuration: `name`, `description` (default empty), `values` (at most 1,000; default any), `exclusive` (default
    /// false) and `required_by` (incident types; default none).
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "description", "values", "exclusive", "required_by"])
        self.init(
            name: try reader.line("name", length: 1...100),
            description: try reader.optionalString("description", length: 0...1000) ?? "",
            values: try reader.optionalStrings("values", max: 1000, length: 1...200),
            isExclusive: try reader.optionalBool("exclusive") ?? false,
            requiredBy: try reader.optionalStrings("required_by", max: 500, length: 1...100))
        guard !name.contains(":") else {
            throw try reader.member("name").error(expected: "a name without a colon", found: "`\(name)`")
        }
    }
}
