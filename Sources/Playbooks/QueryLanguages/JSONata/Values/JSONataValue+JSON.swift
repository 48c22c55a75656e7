import JSON
import OrderedCollections

extension JSONataValue {
    /// The value as JSON: functions in objects are left out and are `null` in arrays; `nil` when there is no value.
    func json() throws(JSONataError) -> JSON? {
        switch self {
        case .undefined, .function, .tailCall: return nil
        case .json(let json): return json
        case .number(let value): return .number(try JSONataNumber.json(value))
        case .array(let array):
            var elements: [JSON] = []
            elements.reserveCapacity(array.elements.count)
            for element in array.elements { elements.append(try element.json() ?? .null) }
            return .array(elements)
        case .object(let object):
            var members = JSONObject(minimumCapacity: object.members.count)
            for (key, value) in object.members {
                if let json = try value.json() { members[key] = json }
            }
            return .object(members)
        case .tuples(let tuples):
            var elements: [JSON] = []
            for tuple in tuples.tuples { elements.append(try tuple.value.json() ?? .null) }
            return .array(elements)
        }
    }

    /// The value as JSON text for messages, cut off where it is long.
    var summary: String {
        var text = ""
        summarize(&text)
        return text.utf8.count <= Self.summaryLength ? text : text.prefix(Self.summaryLength) + "…"
    }

    private static let summaryLength = 400

    private func summarize(_ text: inout String) {
        guard text.utf8.count <= Self.summaryLength else { return }
        switch self {
        case .undefined, .tailCall, .tuples: text += "undefined"
        case .function: text += "\"<function>\""
        case .number(let value): text += JSONataNumber.text(value)
        case .json(.string(let string)):
            text += JSONataText.quoted(String(string.unicodeScalars.prefix(Self.summaryLength)))
        case .array, .json(.array):
            text += "["
            for (index, element) in asElements.prefix(Self.summaryLength).enumerated() {
                text += index > 0 ? "," : ""
                element.summarize(&text)
            }
            text += "]"
        case .object, .json(.object):
            text += "{"
            for (index, member) in (members ?? [:]).elements.prefix(Self.summaryLength).enumerated() {
                text += (index > 0 ? "," : "") + JSONataText.quoted(String(member.key.prefix(Self.summaryLength))) + ":"
                member.value.summarize(&text)
            }
            text += "}"
        case .json(let json): text += json.text()
        }
    }
}

/// Texts for messages.
enum JSONataText {
    /// The text as a JSON string.
    static func quoted(_ text: String) -> String { JSON.string(text).text() }
}
