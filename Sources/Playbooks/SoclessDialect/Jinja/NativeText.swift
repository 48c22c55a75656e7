/// Makes one value of what a template printed.
enum NativeText {
    /// As `native_concat` of Jinja: a single value stays what it is, several become text; and text, also a single one,
    /// is read as a literal of Python when it is one. That last step changes types silently (`"007"` stays, `"123"`
    /// becomes a number), so that only the recorded behaviour takes it. `nil` when nothing was printed.
    static func concatenated(_ output: [Value], _ machine: Machine) throws(TemplateError) -> Value? {
        guard let first = output.first else { return nil }
        if machine.dialect == .legacy {
            return .string(Text(try joined(output, machine), isSafe: true))
        }
        let text: Text
        if output.count == 1 {
            guard case .string(let single) = first else { return first }
            text = single
        } else {
            text = Text(try joined(output, machine))
        }
        guard machine.compatibility == .recorded else { return .string(text) }
        return try LiteralEvaluation.value(of: text.string, machine) ?? .string(text)
    }

    private static func joined(_ output: [Value], _ machine: Machine) throws(TemplateError) -> String {
        var result = ""
        for value in output {
            let text = try Representation.text(value, machine)
            try machine.spend(text.utf8.count)
            result += text
        }
        return result
    }
}
