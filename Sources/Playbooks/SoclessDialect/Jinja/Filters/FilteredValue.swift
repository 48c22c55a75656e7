/// What the families of filters share: the text, case and attributes of values.
enum FilteredValue {
    /// `soft_str`: text as it is, anything else as `str()` of it.
    static func text(_ value: Value, _ machine: Machine) throws(TemplateError) -> Text {
        if case .string(let text) = value { return text }
        return Text(try Representation.text(value, machine))
    }

    static func ignoringCase(_ value: Value) -> Value {
        guard case .string(let text) = value else { return value }
        return .string(Text(StringMethods.lower(text.string), isSafe: text.isSafe))
    }

    /// Reads what the argument `attribute` names: `a.b.0`, or an index.
    static func attribute(
        _ path: Value, of value: Value, default fallback: Value? = nil, _ machine: Machine
    ) throws(TemplateError) -> Value {
        var current = value
        for part in parts(path) {
            current = try ItemAccess.item(current, part, machine)
            if current.isUndefined, let fallback, !fallback.isNone { current = fallback }
        }
        return current
    }

    private static func parts(_ path: Value) -> [Value] {
        switch path {
        case .null: []
        case .string(let text):
            text.string.split(separator: ".", omittingEmptySubsequences: false).map { part in
                !part.isEmpty && part.unicodeScalars.allSatisfy(PythonCharacter.isDigit)
                    ? Integer(decimal: part).map(Value.int) ?? .text(String(part)) : .text(String(part))
            }
        default: [path]
        }
    }
}
