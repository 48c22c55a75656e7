public import JSON

/// What inputs of a playbook must look like: the part of JSON Schema (2020-12) that says it without looking anything up.
///
/// It knows `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`, `items`, `minItems`, `maxItems`, `minLength`,
/// `maxLength`, `minimum`, `maximum`, `allOf` and `anyOf`, and passes over `$schema`, `$id`, `$comment`, `title`, `description`,
/// `default` and `examples`. A schema with any other word is refused, since nothing would be held to it.
public struct InputSchema: Sendable, Hashable {
    /// The schema.
    public let json: JSON

    private static let types = ["null", "boolean", "number", "integer", "string", "array", "object"]
    private static let notes = ["$schema", "$id", "$comment", "title", "description", "default", "examples"]
    private static let bounds = ["minItems", "maxItems", "minLength", "maxLength"]
    private static let limits = ["minimum", "maximum"]
    /// Faults that are told at most.
    private static let most = 20

    /// - Throws: ``PlaybookDeskError/Code/invalid`` with every word that it does not know or that stands wrong.
    public init(_ json: JSON) throws(PlaybookDeskError) {
        let faults = Self.faults(of: json, at: "/input_schema", depth: 0)
        guard faults.isEmpty else {
            throw PlaybookDeskError(
                .invalid, "the schema of the input is not one that can be checked: \(faults[0].detail)", faults: faults)
        }
        self.json = json
    }

    // MARK: The schema itself

    private static func faults(of schema: JSON, at place: String, depth: Int) -> [PlaybookDeskError.Fault] {
        func fault(_ detail: String, _ member: String = "") -> [PlaybookDeskError.Fault] {
            [.init(place: place + member, detail: detail)]
        }
        if schema.boolValue != nil { return [] }
        guard depth < 20 else { return fault("schemas are at most 20 deep") }
        guard let object = schema.objectValue else { return fault("a schema is an object, true or false") }
        var found: [PlaybookDeskError.Fault] = []
        for (word, value) in object {
            let inner = "\(place)/\(word)"
            switch word {
            case _ where notes.contains(word), "const": continue
            case "type":
                let names = value.arrayValue ?? [value]
                if names.isEmpty || !names.allSatisfy({ types.contains($0.stringValue ?? "") }) {
                    found += fault("type is one of \(types.joined(separator: ", ")), or a list of them", "/type")
                }
            case "enum":
                if value.arrayValue == nil { found += fault("enum is a list", "/enum") }
            case "required":
                if value.arrayValue?.allSatisfy({ $0.stringValue != nil }) != true {
                    found += fault("required is a list of names", "/required")
                }
            case "properties":
                guard let members = value.objectValue else {
                    found += fault("properties is an object of schemas", "/properties")
                    continue
                }
                for (name, member) in members { found += faults(of: member, at: "\(inner)/\(name)", depth: depth + 1) }
            case "items", "additionalProperties": found += faults(of: value, at: inner, depth: depth + 1)
            case "allOf", "anyOf":
                guard let options = value.arrayValue, !options.isEmpty else {
                    found += fault("\(word) is a list of schemas", "/\(word)")
                    continue
                }
                for (index, option) in options.enumerated() {
                    found += faults(of: option, at: "\(inner)/\(index)", depth: depth + 1)
                }
            case _ where bounds.contains(word):
                if (value.int64Value ?? -1) < 0 { found += fault("\(word) is a number from 0", "/\(word)") }
            case _ where limits.contains(word):
                if value.doubleValue == nil { found += fault("\(word) is a number", "/\(word)") }
            default: found += fault("\"\(word.prefix(40))\" is not a word that inputs are held to", "/\(word)")
            }
        }
        return Array(found.prefix(most))
    }

    // MARK: Values

    /// What is wrong with an input; empty when nothing is.
    public func faults(_ input: JSON) -> [PlaybookDeskError.Fault] {
        Array(Self.faults(input, json, at: "/input").prefix(Self.most))
    }

    private static func faults(_ value: JSON, _ schema: JSON, at place: String) -> [PlaybookDeskError.Fault] {
        func fault(_ detail: String, _ member: String = "") -> [PlaybookDeskError.Fault] {
            [.init(place: place + member, detail: detail)]
        }
        if let allows = schema.boolValue { return allows ? [] : fault("nothing may stand here") }
        if let type = schema["type"] {
            let names = (type.arrayValue ?? [type]).compactMap(\.stringValue)
            guard names.contains(where: { isOf(value, $0) }) else {
                return fault("expected \(names.joined(separator: " or ")), found \(value.kind)")
            }
        }
        var found: [PlaybookDeskError.Fault] = []
        if let words = schema["enum"]?.arrayValue, !words.contains(value) {
            found += fault("expected one of \(words.map { $0.text() }.joined(separator: ", ").prefix(200))")
        }
        if let word = schema["const"], word != value { found += fault("expected \(word.text().prefix(200))") }
        if let text = value.stringValue {
            found += size(text.unicodeScalars.count, schema, "Length", "characters", fault)
        }
        if let list = value.arrayValue {
            found += size(list.count, schema, "Items", "elements", fault)
            if let items = schema["items"] {
                found += list.prefix(10_000).enumerated().flatMap { faults($1, items, at: "\(place)/\($0)") }
            }
        }
        if let number = value.doubleValue {
            if let least = schema["minimum"]?.doubleValue, number < least {
                found += fault("expected \(least) or more")
            }
            if let most = schema["maximum"]?.doubleValue, number > most { found += fault("expected \(most) or less") }
        }
        found += members(value, schema, at: place)
        for option in schema["allOf"]?.arrayValue ?? [] { found += faults(value, option, at: place) }
        if let options = schema["anyOf"]?.arrayValue, !options.contains(where: { fits(value, $0) }) {
            found += fault("fits none of the \(options.count) that may stand here")
        }
        return found
    }

    private static func fits(_ value: JSON, _ schema: JSON) -> Bool { faults(value, schema, at: "").isEmpty }

    private static func size(
        _ count: Int, _ schema: JSON, _ suffix: String, _ unit: String,
        _ fault: (String, String) -> [PlaybookDeskError.Fault]
    ) -> [PlaybookDeskError.Fault] {
        var found: [PlaybookDeskError.Fault] = []
        if let least = schema["min\(suffix)"]?.int64Value, count < least {
            found += fault("expected \(least) \(unit) or more, found \(count)", "")
        }
        if let most = schema["max\(suffix)"]?.int64Value, count > most {
            found += fault("expected \(most) \(unit) or less, found \(count)", "")
        }
        return found
    }

    private static func members(_ value: JSON, _ schema: JSON, at place: String) -> [PlaybookDeskError.Fault] {
        guard let object = value.objectValue else { return [] }
        var found: [PlaybookDeskError.Fault] = []
        for name in (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue) where object[name] == nil {
            found.append(.init(place: "\(place)/\(name)", detail: "is missing"))
        }
        let properties = schema["properties"]?.objectValue ?? [:]
        for (name, member) in object {
            if let property = properties[name] {
                found += faults(member, property, at: "\(place)/\(name)")
            } else if let others = schema["additionalProperties"] {
                found += faults(member, others, at: "\(place)/\(name)")
            }
        }
        return found
    }

    private static func isOf(_ value: JSON, _ type: String) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string), ("array", .array),
            ("object", .object):
            true
        case ("integer", .number): value.doubleValue.map { $0.rounded() == $0 } ?? false
        default: false
        }
    }
}
