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
        switch self {
        case .undefined: return "undefined"
        case .function: return "\"<function>\""
        case .number(let value) where !value.isFinite: return JSONataNumber.text(value)
        default:
            let text = (try? json())?.map { $0.text() } ?? "null"
            return text.utf8.count <= 1000 ? text : text.prefix(300) + "…"
        }
    }
}

/// Texts for messages.
enum JSONataText {
    /// The text as a JSON string.
    static func quoted(_ text: String) -> String { JSON.string(text).text() }
}
