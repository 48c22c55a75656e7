/// The shape of text: width, indentation, length.
enum WrapFilters {
    static let all: [String: Filter] = [
        "center": Filter("do_center", ["value", "width"]) { bound, machine throws(TemplateError) in
            let text = try FilteredValue.text(bound.value(0), machine)
            let width = try bound.int(1, default: 80)
            try machine.spend(width)
            return .string(Text(StringSplit.padded(text.string, width, "center", " "), isSafe: text.isSafe))
        },
        "indent": Filter(
            "do_indent", ["s", "width", "first", "blank"]
        ) { bound, machine throws(TemplateError) in try indented(bound, machine) },
        "truncate": Filter(
            "do_truncate", ["s", "length", "killwords", "end", "leeway"]
        ) { bound, machine throws(TemplateError) in try truncated(bound, machine) },
        "wordwrap": Filter(
            "do_wordwrap", ["s", "width", "break_long_words", "wrapstring", "break_on_hyphens"]
        ) { bound, machine throws(TemplateError) in try wrapped(bound, machine) },
    ]

    private static func string(_ value: Value, _ operation: String) throws(TemplateError) -> Text {
        switch value {
        case .string(let text): return text
        case .undefined(let undefined): throw undefined.error
        default:
            throw TemplateError(
                .type, "unsupported operand type(s) for \(operation): '\(value.typeName)' and 'str'")
        }
    }

    private static func indented(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let text = try string(bound.value(0), "+=")
        let width: String
        if let written = bound[1]?.string {
            width = text.isSafe ? HTML.escaped(written) : written
        } else {
            let count = try bound.int(1, default: 4)
            try machine.spend(count)
            width = String(repeating: " ", count: max(count, 0))
        }
        let lines = StringSplit.lines(text.string + "\n")
        try machine.spend(text.string.utf8.count + lines.count * width.utf8.count)
        let indentsBlank = try bound.truth(3, default: false, machine)
        var result = lines.first ?? ""
        for line in lines.dropFirst() { result += "\n" + (line.isEmpty && !indentsBlank ? "" : width) + line }
        if try bound.truth(2, default: false, machine) { result = width + result }
        return .string(Text(result, isSafe: text.isSafe))
    }

    private static func truncated(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let length = try bound.int(1, default: 255)
        let end = try FilteredValue.text(bound[3] ?? .text("..."), machine)
        let leeway = try bound.optional(4).map { value throws(TemplateError) in try Bound.int(value) } ?? 5
        let endLength = end.string.unicodeScalars.count
        guard length >= endLength else {
            throw TemplateError(.assertion, "expected length >= \(endLength), got \(length)")
        }
        guard leeway >= 0 else { throw TemplateError(.assertion, "expected leeway >= 0, got \(leeway)") }
        let count = try bound.value(0).length(machine)
        guard case .string(let text) = bound.value(0) else {
            if count <= length + leeway { return bound.value(0) }
            throw TemplateError(.attribute, "'\(bound.value(0).typeName)' object has no attribute 'rsplit'")
        }
        guard count > length + leeway else { return .string(text) }
        var head = text.string.prefixOfScalars(length - endLength)
        if try !bound.truth(2, default: false, machine), let space = head.unicodeScalars.lastIndex(of: " ") {
            head = String(head.unicodeScalars[..<space])
        }
        return try Arithmetic.apply(
            "+", .string(Text(head, isSafe: text.isSafe)), .string(end), machine)
    }

    private static func wrapped(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        guard case .string(let text) = bound.value(0) else {
            if case .undefined(let undefined) = bound.value(0) { throw undefined.error }
            throw TemplateError(.attribute, "'\(bound.value(0).typeName)' object has no attribute 'splitlines'")
        }
        let wrapper = TextWrapper(
            width: try bound.int(1, default: 79), breaksLongWords: try bound.truth(2, default: true, machine),
            breaksOnHyphens: try bound.truth(4, default: true, machine))
        guard wrapper.width > 0 else {
            throw TemplateError(.value, "invalid width \(wrapper.width) (must be > 0)")
        }
        let glue = bound.optional(3)?.string ?? "\n"
        try machine.spend(text.string.utf8.count * (1 + glue.utf8.count))
        let lines = StringSplit.lines(text.string).map { wrapper.wrap($0).joined(separator: glue) }
        return .text(lines.joined(separator: glue))
    }
}
