/// `getattr(value, name)`: methods of Python's types, and what objects offer.
enum Attributes {
    /// The attribute; `nil` when there is none.
    static func attribute(_ value: Value, _ name: String, _ machine: Machine) throws(TemplateError) -> Value? {
        if name.hasPrefix("__"), name.hasSuffix("__") {
            throw TemplateError(.unsupported, "the attribute \(name): templates do not reach into Python")
        }
        switch value {
        case .undefined(let undefined): throw undefined.error
        case .string(let text):
            // Methods go through the whole text.
            try machine.step(text.string.utf8.count / 64)
            return StringMethods.method(name, text)
        case .list(let list): return ListMethods.method(name, list)
        case .dict(let dict): return DictMethods.method(name, dict)
        case .tuple(let values): return ListMethods.method(name, values)
        case .int, .bool, .float: return NumberMethods.attribute(name, value)
        case .object(let object): return try object.attribute(name, machine)
        case .null: return nil
        }
    }

    /// Calls a value.
    static func call(_ value: Value, _ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value {
        if case .undefined(let undefined) = value { throw undefined.error }
        if case .object(let object) = value {
            let result = try machine.deeper { () throws(TemplateError) in try object.call(arguments, machine) }
            if let result { return result }
        }
        throw TemplateError(.type, "'\(value.typeName)' object is not callable")
    }
}
