public import JSON

/// Which incidents somebody is engaged in: all of what it says must hold.
public struct EngagementMatch: Sendable, Hashable, JSONDecodable, JSONEncodable {
    /// The names of incident types; empty for all.
    public var types: [String]
    /// The mildest severity; `nil` for all.
    public var severity: String?
    /// The least urgent priority; `nil` for all.
    public var priority: String?
    /// Words of which the title or the description has one, in capitals or not; empty for all.
    public var keywords: [String]

    /// Conditions; nothing is checked.
    public init(types: [String] = [], severity: String? = nil, priority: String? = nil, keywords: [String] = []) {
        self.types = types
        self.severity = severity
        self.priority = priority
        self.keywords = keywords
    }

    /// Reads `types`, `severity` (this one and worse), `priority` (this one and more urgent) and `keywords`, of which one must
    /// be there: what is engaged in everything is a participant of each type.
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown, of a lenient reader too: a condition that is passed
    ///   over would engage people in incidents that are not theirs.
    public init(_ reader: JSONReader) throws {
        try reader.object(only: "types", "severity", "priority", "keywords")
        try self.init(of: reader)
    }

    /// As the other, among the keys of a rule.
    init(of rule: JSONReader) throws {
        self.init(
            types: try rule.optionalStrings("types", max: 100, length: 1...100),
            severity: try rule.optionalString("severity", length: 1...100),
            priority: try rule.optionalString("priority", length: 1...100),
            keywords: try rule.optionalStrings("keywords", max: 50, length: 2...100))
        guard self != EngagementMatch() else {
            throw rule.error(expected: "`types`, `severity`, `priority` or `keywords`", found: "none of them")
        }
    }

    /// As ``init(_:)`` reads it.
    public var json: JSON {
        [
            "types": .array(types.map { .string($0) }), "severity": .optional(severity),
            "priority": .optional(priority),
            "keywords": .array(keywords.map { .string($0) }),
        ]
    }

    /// Words that the organisation does not have, as the member that names them and those that there are.
    public func unknownWords(in organisation: OrganisationConfiguration) -> [(member: String, known: [String])] {
        var unknown: [(member: String, known: [String])] = []
        let names = organisation.incidentTypes.map(\.name)
        if types.contains(where: { !names.contains($0) }) { unknown.append(("types", names)) }
        for (member, word, levels) in [
            ("severity", severity, organisation.severities), ("priority", priority, organisation.priorities),
        ] {
            guard let word, !levels.contains(where: { $0.name == word }) else { continue }
            unknown.append((member, levels.map(\.name)))
        }
        return unknown
    }
}
