import JSON
import QueryLanguages

/// A field in the JSONata query language: JSON in which texts between `{%` and `%}` are expressions.
indirect enum JSONataTemplate: Sendable {
    /// Nothing in it is computed.
    case constant(JSON)
    case array([JSONataTemplate])
    case object([(key: String, value: JSONataTemplate)])
    case expression(JSONataField)

    /// Why a text is no expression.
    enum Fault: Error {
        /// It has one of the marks, but not the other.
        case unmarked
        /// What stands between the marks is none.
        case expression(JSONataError)
    }

    /// A text that is an expression, or would be one.
    struct Finding {
        let pointer: JSONPointer
        let result: Result<JSONataField, Fault>
    }

    /// - Parameters:
    ///   - name: how messages call the field: `Output`, and below it `Output/result`.
    ///   - findings: gets what there is of expressions; a text that is none counts as itself.
    init(_ json: JSON, name: String, at pointer: JSONPointer, _ findings: inout [Finding]) {
        switch json {
        case .string(let text):
            self = .constant(json)
            guard text.hasPrefix("{%") || text.hasSuffix("%}") else { return }
            guard let source = Self.source(of: text) else {
                findings.append(Finding(pointer: pointer, result: .failure(.unmarked)))
                return
            }
            do {
                let field = try JSONataField(source: source, name: name)
                findings.append(Finding(pointer: pointer, result: .success(field)))
                self = .expression(field)
            } catch {
                findings.append(Finding(pointer: pointer, result: .failure(.expression(error))))
            }
        case .array(let elements):
            var templates: [JSONataTemplate] = []
            var isConstant = true
            for (index, element) in elements.enumerated() {
                let template = JSONataTemplate(
                    element, name: "\(name)[\(index)]", at: pointer.appending(index), &findings)
                if case .constant = template {} else { isConstant = false }
                templates.append(template)
            }
            self = isConstant ? .constant(json) : .array(templates)
        case .object(let object):
            var members: [(String, JSONataTemplate)] = []
            var isConstant = true
            for (key, value) in object {
                let template = JSONataTemplate(
                    value, name: "\(name)/\(key)", at: pointer.appending(key), &findings)
                if case .constant = template {} else { isConstant = false }
                members.append((key, template))
            }
            self = isConstant ? .constant(json) : .object(members)
        default:
            self = .constant(json)
        }
    }

    /// The expression of a text that is one: it begins with `{%` and ends with `%}`.
    static func source(of text: String) -> String? {
        guard text.hasPrefix("{%"), text.hasSuffix("%}"), text.utf8.count >= 4 else { return nil }
        let inner = text.dropFirst(2).dropLast(2)
        let start = inner.firstIndex { !$0.isWhitespace } ?? inner.endIndex
        guard let end = inner.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(inner[start...end])
    }

    /// The value of the field.
    func value(_ evaluator: inout Evaluator) throws(StateError) -> JSON {
        switch self {
        case .constant(let value):
            return value
        case .expression(let field):
            return try field.value(&evaluator)
        case .array(let templates):
            var elements: [JSON] = []
            elements.reserveCapacity(templates.count)
            for template in templates { elements.append(try template.value(&evaluator)) }
            return .array(elements)
        case .object(let members):
            var object = JSONObject(minimumCapacity: members.count)
            for member in members { object[member.key] = try member.value.value(&evaluator) }
            return .object(object)
        }
    }
}
