import JSON

/// `Parameters`, `ResultSelector`, `ItemSelector` or `Assign` in the JSONPath query language: JSON in which members
/// whose name ends in `.$` are computed (specification, "Payload Template").
indirect enum PayloadTemplate: Sendable {
    /// Nothing in it is computed.
    case constant(JSON)
    case array([PayloadTemplate])
    case object([Member])

    /// One member of an object.
    struct Member: Sendable {
        /// The key of the result.
        let key: String
        let value: Value
    }

    enum Value: Sendable {
        case template(PayloadTemplate)
        /// An expression, and the name of the field as it was written.
        case expression(PathExpression, field: String)
    }

    /// A member of the template that is neither a path nor a call.
    struct Fault: Error {
        /// The key, with `.$`.
        let field: String
        /// The object that it is in.
        let pointer: JSONPointer
        /// The two members have one name once `.$` is gone.
        var isDuplicate = false
    }

    init(_ json: JSON, at pointer: JSONPointer) throws(Fault) {
        switch json {
        case .array(let elements):
            var templates: [PayloadTemplate] = []
            for (index, element) in elements.enumerated() {
                templates.append(try PayloadTemplate(element, at: pointer.appending(index)))
            }
            self = Self.folded(templates) ?? .array(templates)
        case .object(let object):
            var members: [Member] = []
            var names: Set<String> = []
            for (key, value) in object {
                let member = try Self.member(key, value, at: pointer)
                guard names.insert(member.key).inserted else {
                    throw Fault(field: key, pointer: pointer, isDuplicate: true)
                }
                members.append(member)
            }
            self = Self.folded(members) ?? .object(members)
        default:
            self = .constant(json)
        }
    }

    private static func member(_ key: String, _ value: JSON, at pointer: JSONPointer) throws(Fault) -> Member {
        guard key.hasSuffix(".$") else {
            return Member(key: key, value: .template(try PayloadTemplate(value, at: pointer.appending(key))))
        }
        guard case .string(let text) = value, let expression = PathExpression(text) else {
            throw Fault(field: key, pointer: pointer)
        }
        return Member(key: String(key.dropLast(2)), value: .expression(expression, field: key))
    }

    private static func folded(_ templates: [PayloadTemplate]) -> PayloadTemplate? {
        var elements: [JSON] = []
        for template in templates {
            guard case .constant(let value) = template else { return nil }
            elements.append(value)
        }
        return .constant(.array(elements))
    }

    private static func folded(_ members: [Member]) -> PayloadTemplate? {
        var object = JSONObject(minimumCapacity: members.count)
        for member in members {
            guard case .template(.constant(let value)) = member.value else { return nil }
            object[member.key] = value
        }
        return .constant(.object(object))
    }
}

extension PayloadTemplate {
    /// The payload for this input.
    func value(in input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> JSON {
        switch self {
        case .constant(let value):
            return value
        case .array(let templates):
            var elements: [JSON] = []
            elements.reserveCapacity(templates.count)
            for template in templates { elements.append(try template.value(in: input, &evaluator)) }
            return .array(elements)
        case .object(let members):
            return .object(try Self.object(members, in: input, &evaluator))
        }
    }

    private static func object(
        _ members: [Member], in input: JSON, _ evaluator: inout Evaluator
    ) throws(StateError) -> JSONObject {
        var object = JSONObject(minimumCapacity: members.count)
        for member in members {
            switch member.value {
            case .template(let template):
                object[member.key] = try template.value(in: input, &evaluator)
            case .expression(let expression, let field):
                object[member.key] = try expression.value(in: input, field: field, &evaluator)
            }
        }
        return object
    }
}
