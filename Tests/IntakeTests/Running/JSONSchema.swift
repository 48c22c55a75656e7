import JSON

/// Checks values against the schemas of the API's own description: as much of JSON Schema as it uses.
struct JSONSchema: Sendable {
    private let document: JSON

    /// - Parameter document: the OpenAPI document, in which references are looked up.
    init(document: JSON) {
        self.document = document
    }

    /// What is wrong with a value; empty when nothing is.
    func faults(_ value: JSON, _ schema: JSON, at place: String = "") -> [String] {
        if let reference = schema["$ref"]?.stringValue {
            guard let target = lookUp(reference) else { return ["\(place): \(reference) is not there"] }
            return faults(value, target, at: place)
        }
        var faults = (schema["allOf"]?.arrayValue ?? []).flatMap { self.faults(value, $0, at: place) }
        if let options = schema["anyOf"]?.arrayValue,
            !options.contains(where: { self.faults(value, $0, at: place).isEmpty })
        {
            faults.append("\(place): \(value.kind) fits no option")
        }
        if let type = schema["type"]?.stringValue, !Self.isOf(value, type) {
            return faults + ["\(place): expected \(type), found \(value.kind)"]
        }
        if let words = schema["enum"]?.arrayValue, !words.contains(value) {
            faults.append("\(place): \(value) is not allowed")
        }
        return faults + members(value, schema, at: place) + elements(value, schema, at: place)
    }

    /// The schema of an answer: by path as in the document, method, status, and content type.
    func answer(_ path: String, _ method: String, _ status: Int) -> JSON? {
        let operation = document["paths"]?[path]?[method]
        guard let content = operation?["responses"]?["\(status)"]?["content"]?.objectValue else { return nil }
        return content.values.first?["schema"]
    }

    private func lookUp(_ reference: String) -> JSON? {
        reference.split(separator: "/").dropFirst().reduce(document as JSON?) { $0?[String($1)] }
    }

    private func members(_ value: JSON, _ schema: JSON, at place: String) -> [String] {
        guard let object = value.objectValue else { return [] }
        let required = (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue)
        var faults = required.filter { object[$0] == nil }.map { "\(place)/\($0): missing" }
        for (name, property) in schema["properties"]?.objectValue ?? [:] {
            if let member = object[name] { faults += self.faults(member, property, at: "\(place)/\(name)") }
        }
        return faults
    }

    private func elements(_ value: JSON, _ schema: JSON, at place: String) -> [String] {
        guard let elements = value.arrayValue, let items = schema["items"] else { return [] }
        return elements.enumerated().flatMap { faults($1, items, at: "\(place)/\($0)") }
    }

    private static func isOf(_ value: JSON, _ type: String) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string), ("array", .array),
            ("object", .object):
            true
        case ("integer", .number): value.int64Value != nil
        default: false
        }
    }
}
