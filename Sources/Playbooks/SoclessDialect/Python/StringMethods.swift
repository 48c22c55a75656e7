/// Methods of strings. Those of safe strings escape what they are given, and stay safe.
enum StringMethods {
    static func method(_ name: String, _ text: Text) -> Value? {
        guard
            let body = tests(name, text.string) ?? cases(name, text) ?? search(name, text) ?? splits(name, text)
                ?? parts(name, text) ?? shape(name, text) ?? formats(name, text)
        else { return nil }
        return FunctionObject.method(name, of: .string(text), body)
    }

    /// The argument as text, escaped for safe strings.
    static func text(
        _ arguments: Arguments, _ index: Int, _ owner: Text, _ method: String
    ) throws(TemplateError) -> String? {
        guard index < arguments.positional.count else { return nil }
        let value = arguments.positional[index]
        if value.isNone { return nil }
        if case .undefined(let undefined) = value { throw undefined.error }
        guard case .string(let text) = value else {
            throw TemplateError(.type, "\(method) arg must be None or str")
        }
        return owner.isSafe ? HTML.escaped(text) : text.string
    }

    static func required(
        _ arguments: Arguments, _ index: Int, _ owner: Text, _ method: String
    ) throws(TemplateError) -> String {
        guard index < arguments.positional.count else {
            throw TemplateError(
                .type,
                "\(method) expected at least \(index + 1) argument\(index == 0 ? "" : "s"), got \(arguments.positional.count)"
            )
        }
        let value = arguments.positional[index]
        if case .undefined(let undefined) = value { throw undefined.error }
        guard case .string(let text) = value else {
            throw TemplateError(
                .type, "\(method)() argument \(index + 1) must be str, not \(value.typeName)")
        }
        return owner.isSafe ? HTML.escaped(text) : text.string
    }

    static func integer(_ arguments: Arguments, _ index: Int, _ fallback: Int) throws(TemplateError) -> Int {
        guard index < arguments.positional.count, !arguments.positional[index].isNone else { return fallback }
        return try Bound.int(arguments.positional[index])
    }

    static func result(_ string: String, like text: Text) -> Value {
        .string(Text(string, isSafe: text.isSafe))
    }
}
