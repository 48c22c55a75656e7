import JSON

// Fields that hold a number or an expression for one.
extension ValueField {
    /// The whole number; texts of digits count as one where a path or an expression gives them.
    func integer(_ name: String, in input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> Int64? {
        switch self {
        case .literal(let value):
            return value.int64Value
        case .path(let path, let name):
            let value = try evaluator.value(of: path, in: input, field: name)
            guard let number = value.int64Value ?? value.stringValue.flatMap({ Int64($0) }) else {
                throw .runtime(
                    "The \(name) field refers to value \"\(value.plain)\" which is not a valid integer: \(path)")
            }
            return number
        case .jsonata(let template):
            let value = try template.value(&evaluator)
            guard let number = value.int64Value else { throw template.unexpected(value, "number", name) }
            return number
        }
    }

    /// The number; texts of one count where a path gives them.
    func double(_ name: String, in input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> Double? {
        switch self {
        case .literal(let value):
            return value.doubleValue
        case .path(let path, let name):
            let value = try evaluator.value(of: path, in: input, field: name)
            guard let number = value.doubleValue ?? value.stringValue.flatMap({ Double($0) }) else {
                throw .runtime(
                    "The \(name) field refers to value \"\(value.plain)\" which is not a valid float: \(path)")
            }
            return number
        case .jsonata(let template):
            let value = try template.value(&evaluator)
            guard let number = value.doubleValue else { throw template.unexpected(value, "number", name) }
            return number
        }
    }
}

extension JSONataTemplate {
    /// The error that the value is not of the type which the field takes.
    func unexpected(_ value: JSON, _ expected: String, _ name: String) -> StateError {
        guard case .expression(let field) = self else {
            return .query("The field '\(name)' must be a \(expected), but was: \(value)", field: name)
        }
        return field.unexpected(value, expected: expected)
    }
}
