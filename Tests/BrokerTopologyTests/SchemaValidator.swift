import Encodings
import Foundation
import JSON

/// The part of JSON Schema that `asyncapi.yaml` uses. A keyword it does not know is a fault, so that nothing passes
/// because it was not looked at.
struct SchemaValidator {
    let document: JSON

    private static let ignored: Set<String> = ["description", "summary"]

    /// What is wrong with a value, each with its place; empty when it fits.
    func faults(_ value: JSON, _ schema: JSON, _ place: JSONPointer = JSONPointer()) -> [String] {
        guard let schema = schema.objectValue else { return ["\(place): the schema is no object"] }
        return schema.flatMap { faults(value, $0.key, $0.value, schema, place) }
    }

    private func faults(
        _ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSONObject, _ place: JSONPointer
    ) -> [String] {
        switch keyword {
        case "$ref": referenced(value, rule, place)
        case "allOf": rule.arrayValue?.flatMap { faults(value, $0, place) } ?? []
        case "type": check(types(rule).contains { matches(value, $0) }, place, "has another type than \(rule)")
        case "const": check(value == rule, place, "is not \(rule)")
        case "enum": check(rule.arrayValue?.contains(value) ?? false, place, "is none of \(rule)")
        case "minLength":
            check(value.stringValue.map { $0.unicodeScalars.count >= rule.intValue ?? 0 } ?? true, place, "is short")
        case "maxLength":
            check(value.stringValue.map { $0.unicodeScalars.count <= rule.intValue ?? 0 } ?? true, place, "is long")
        case "minimum": check(value.doubleValue.map { $0 >= rule.doubleValue ?? 0 } ?? true, place, "is small")
        case "maxItems": check(value.arrayValue.map { $0.count <= rule.intValue ?? 0 } ?? true, place, "has many items")
        case "format": check(value.stringValue.map { fits($0, rule) } ?? true, place, "is no \(rule)")
        case "items": value.arrayValue?.enumerated().flatMap { faults($1, rule, place.appending($0)) } ?? []
        case "required": missing(value, rule, place)
        case "properties": properties(value, rule, place)
        case let other: Self.ignored.contains(other) ? [] : ["\(place): the keyword \(other) is not understood"]
        }
    }

    private func check(_ holds: Bool, _ place: JSONPointer, _ fault: String) -> [String] {
        holds ? [] : ["\(place) \(fault)"]
    }

    private func types(_ rule: JSON) -> [String] {
        rule.arrayValue?.compactMap(\.stringValue) ?? rule.stringValue.map { [$0] } ?? []
    }

    private func matches(_ value: JSON, _ type: String) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null): true
        case ("integer", .number): value.int64Value != nil
        case ("number", .number): true
        default: false
        }
    }

    private func fits(_ text: String, _ format: JSON) -> Bool {
        switch format {
        case "uuid": UUID(uuidString: text) != nil && text == text.lowercased()
        case "date-time": RFC3339.date(from: text) != nil
        default: false
        }
    }

    private func referenced(_ value: JSON, _ rule: JSON, _ place: JSONPointer) -> [String] {
        guard let text = rule.stringValue, text.hasPrefix("#"), let pointer = JSONPointer(text.dropFirst()),
            let target = document[pointer: pointer]
        else { return ["\(place): the reference \(rule) leads nowhere"] }
        return faults(value, target, place)
    }

    private func missing(_ value: JSON, _ rule: JSON, _ place: JSONPointer) -> [String] {
        guard let object = value.objectValue else { return [] }
        return rule.arrayValue?.compactMap(\.stringValue).filter { object[$0] == nil }.map { "\(place) lacks \($0)" }
            ?? []
    }

    private func properties(_ value: JSON, _ rule: JSON, _ place: JSONPointer) -> [String] {
        guard let object = value.objectValue, let rules = rule.objectValue else { return [] }
        return rules.flatMap { key, rule in
            object[key].map { faults($0, rule, place.appending(key)) } ?? []
        }
    }
}
