/// The tests of Jinja: `value is name(…)`.
enum Tests {
    private static let names: Set = [
        "odd", "even", "divisibleby", "defined", "undefined", "filter", "test", "none", "boolean", "false", "true",
        "integer", "float", "lower", "upper", "string", "mapping", "number", "sequence", "iterable", "callable",
        "sameas", "escaped", "in", "==", "eq", "equalto", "!=", "ne", ">", "gt", "greaterthan", "ge", ">=", "<", "lt",
        "lessthan", "<=", "le",
    ]

    static func exists(_ name: String) -> Bool { names.contains(name) }

    /// - Parameter isNamedByValue: Whether a value names the test, as in `select('odd')`, and not the template's text.
    static func holds(
        _ name: String, _ value: Value, _ arguments: Arguments, _ machine: Machine, isNamedByValue: Bool = false
    ) throws(TemplateError) -> Bool {
        try machine.step()
        guard exists(name) else {
            throw TemplateError(
                .templateRuntime, "No test named \(Representation.quoted(name))\(isNamedByValue ? "" : " found").")
        }
        let other = try other(name, arguments)
        switch name {
        case "odd", "even", "divisibleby":
            let divisor = other ?? .integer(2)
            let rest = try Arithmetic.apply("%", value, divisor, machine)
            return try Comparison.equal(rest, .integer(name == "odd" ? 1 : 0), machine)
        case "in": return try Comparison.contains(other ?? .null, value, machine)
        case "sameas": return value.isSame(as: other ?? .null)
        case "==", "eq", "equalto": return try Comparison.equal(value, other ?? .null, machine)
        case "!=", "ne": return try !Comparison.equal(value, other ?? .null, machine)
        case ">", "gt", "greaterthan": return try Comparison.holds(value, ">", other ?? .null, machine)
        case ">=", "ge": return try Comparison.holds(value, ">=", other ?? .null, machine)
        case "<", "lt", "lessthan": return try Comparison.holds(value, "<", other ?? .null, machine)
        case "<=", "le": return try Comparison.holds(value, "<=", other ?? .null, machine)
        case "lower": return StringMethods.isLower(try Representation.text(value, machine))
        case "upper": return StringMethods.isUpper(try Representation.text(value, machine))
        case "filter": return value.string.map(FilterTable.exists) ?? false
        case "test": return value.string.map(exists) ?? false
        case "sequence": return isSequence(value, machine)
        case "iterable": return try isIterable(value, machine)
        default: return isKind(name, value)
        }
    }

    private static func other(_ name: String, _ arguments: Arguments) throws(TemplateError) -> Value? {
        switch name {
        case "divisibleby": return try Signature("test_divisibleby", ["num"], required: 1).bind(arguments)[0]
        case "in": return try Signature("test_in", ["seq"], required: 1).bind(arguments)[0]
        case "sameas": return try Signature("test_sameas", ["other"], required: 1).bind(arguments)[0]
        case "==", "eq", "equalto", "!=", "ne", ">", "gt", "greaterthan", ">=", "ge", "<", "lt", "lessthan", "<=",
            "le":
            guard arguments.positional.count == 1 else {
                throw TemplateError(
                    .type, "\(name) expected 2 arguments, got \(arguments.positional.count + 1)")
            }
            return arguments.positional[0]
        default:
            guard arguments.isEmpty else {
                throw TemplateError(
                    .type,
                    "test_\(name)() takes 1 positional argument but \(arguments.positional.count + 1) were given")
            }
            return nil
        }
    }

    private static func isKind(_ name: String, _ value: Value) -> Bool {
        switch (name, value) {
        case ("defined", _): !value.isUndefined
        case ("undefined", _): value.isUndefined
        case ("none", .null), ("boolean", .bool), ("integer", .int), ("float", .float), ("string", .string),
            ("mapping", .dict), ("number", .int), ("number", .float), ("number", .bool):
            true
        case ("false", .bool(let value)): !value
        case ("true", .bool(let value)): value
        case ("escaped", .string(let text)): text.isSafe
        case ("callable", .object(let object)): object.isCallable
        // Calling what is undefined is an error of its own, so that Python thinks it can be called.
        case ("callable", .undefined): true
        default: false
        }
    }

    private static func isSequence(_ value: Value, _ machine: Machine) -> Bool {
        switch value {
        case .string, .list, .tuple, .dict: true
        case .object(let object): object is RangeObject
        case .undefined(let undefined): undefined.isSilent
        default: false
        }
    }

    private static func isIterable(_ value: Value, _ machine: Machine) throws(TemplateError) -> Bool {
        switch value {
        case .undefined(let undefined):
            guard undefined.isSilent else { throw undefined.error }
            return true
        case .object(let object): return try object.iterator(machine) != nil
        case .string, .list, .tuple, .dict: return true
        default: return false
        }
    }
}
