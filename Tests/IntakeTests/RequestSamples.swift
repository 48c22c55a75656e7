import JSON

/// Bodies that a schema of the document allows, and bodies that it forbids.
struct RequestSamples {
    private let document: JSON
    private let schema: JSON

    init(document: JSON, schema: JSON) {
        self.document = document
        self.schema = Self.resolve(schema, in: document)
    }

    /// The names that the schema knows.
    var members: [String] { properties.keys.sorted() }

    private var properties: JSONObject { schema["properties"]?.objectValue ?? [:] }
    private var required: [String] { (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue) }

    /// Everything at once, only what is required, and each text at its longest.
    var allowed: [JSON] {
        var bodies: [JSON] = [.object(full), only { required.contains($0) }]
        for (name, property) in properties {
            if let longest = property["maxLength"]?.intValue, property["format"] == nil {
                bodies.append(with(name, .string(String(repeating: "x", count: longest))))
            }
            for word in property["enum"]?.arrayValue ?? [] where property["minLength"] == nil {
                bodies.append(with(name, word))
            }
            bodies += Self.texts.filter { SchemaText(property).allows($0) }.map { with(name, .string($0)) }
        }
        return bodies
    }

    /// Texts that a pattern may be about.
    private static let texts = [" ", "\t", "a\tb", "a\nb", "\u{0}", "a\u{85}b", "a\u{2028}b", "\u{A0}", "é 漢"]

    /// Something that is missing, unknown, of another type, too long, too short, or no word.
    var forbidden: [JSON] {
        var bodies: [JSON] = [[], "text", with("no-such-member", true)]
        for name in required { bodies.append(only { $0 != name }) }
        for (name, property) in properties {
            let property = Self.resolve(property, in: document)
            // Where no type is said, everything may stand.
            let hasType = ["type", "anyOf", "enum"].contains { property[$0] != nil }
            if hasType { bodies.append(with(name, [[1]])) }
            let mayBeNumber = property["anyOf"]?.arrayValue?.contains { $0["type"] == "integer" } ?? false
            if property["type"] == "string" || property["anyOf"] != nil && !mayBeNumber { bodies.append(with(name, 7)) }
            if mayBeNumber { bodies.append(with(name, "7")) }
            if property["type"] == "boolean" { bodies.append(with(name, "yes")) }
            if property["enum"] != nil || property["format"] != nil { bodies.append(with(name, "no such word")) }
            if let longest = property["maxLength"]?.intValue {
                bodies.append(with(name, .string(String(repeating: "x", count: longest + 1))))
            }
            if property["pattern"] != nil {
                bodies += Self.texts.filter { !SchemaText(property).allows($0) }.map { with(name, .string($0)) }
            }
            if let shortest = property["minLength"]?.intValue, shortest > 0 { bodies.append(with(name, "")) }
        }
        return bodies
    }

    private var full: JSONObject { properties.mapValues { sample($0) } }

    private func only(_ isKept: (String) -> Bool) -> JSON {
        .object(JSONObject(full.filter { isKept($0.key) }.map { ($0.key, $0.value) }))
    }

    private func with(_ name: String, _ value: JSON) -> JSON {
        var body = full
        body[name] = value
        return .object(body)
    }

    private func sample(_ schema: JSON) -> JSON {
        let schema = Self.resolve(schema, in: document)
        if let example = schema["examples"]?.arrayValue?.first { return example }
        if let first = schema["anyOf"]?.arrayValue?.first { return sample(first) }
        if let word = schema["enum"]?.arrayValue?.first { return word }
        switch (schema["type"]?.stringValue, schema["format"]?.stringValue) {
        case (_, "email"): return "owner@example.org"
        case (_, "date-time"): return "2026-01-05T09:00:00Z"
        case (_, "uuid"): return "00000000-0000-7000-8000-000000000001"
        case ("boolean", _): return true
        case ("integer", _): return 1
        case ("array", _): return [sample(schema["items"] ?? .null)]
        case ("object", _): return .object((schema["properties"]?.objectValue ?? [:]).mapValues { sample($0) })
        default: return "text"
        }
    }

    private static func resolve(_ schema: JSON, in document: JSON) -> JSON {
        guard let reference = schema["$ref"]?.stringValue else { return schema }
        return reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] ?? .null }
    }
}
