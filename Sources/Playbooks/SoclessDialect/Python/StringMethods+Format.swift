/// `format` and `format_map`.
extension StringMethods {
    static func formats(_ name: String, _ text: Text) -> FunctionObject.Body? {
        switch name {
        case "format":
            return { arguments, machine throws(TemplateError) in
                guard text.isSafe else { return .text(try BraceFormat.format(text.string, arguments, machine)) }
                var escaped = arguments
                escaped.positional = try arguments.positional.map { value throws(TemplateError) in
                    .string(try HTML.escaped(value, machine))
                }
                escaped.keywords = try arguments.keywords.map { pair throws(TemplateError) in
                    (pair.name, .string(try HTML.escaped(pair.value, machine)))
                }
                return .string(Text(try BraceFormat.format(text.string, escaped, machine), isSafe: true))
            }
        case "format_map":
            return { arguments, machine throws(TemplateError) in
                guard case .dict(let dict)? = arguments.positional.first else {
                    throw TemplateError(.unsupported, "format_map() of anything but a dictionary")
                }
                let keywords = dict.members.compactMap { entry in
                    entry.key.string.map { (name: $0, value: entry.value) }
                }
                return .text(try BraceFormat.format(text.string, Arguments([], keywords: keywords), machine))
            }
        default: return nil
        }
    }
}
