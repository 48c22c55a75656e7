/// Width.
extension StringMethods {
    static func shape(_ name: String, _ text: Text) -> FunctionObject.Body? {
        switch name {
        case "center", "ljust", "rjust", "zfill":
            return { arguments, machine throws(TemplateError) in
                guard let first = arguments.positional.first else {
                    throw TemplateError(.type, "\(name) expected at least 1 argument, got 0")
                }
                let width = try Bound.int(first)
                let fill = name == "zfill" ? nil : try self.text(arguments, 1, text, name)
                if let fill, fill.unicodeScalars.count != 1 {
                    throw TemplateError(.type, "The fill character must be exactly one character long")
                }
                try machine.spend(width)
                return result(
                    StringSplit.padded(text.string, width, name, fill?.unicodeScalars.first ?? " "), like: text)
            }
        case "expandtabs":
            return { arguments, machine throws(TemplateError) in
                let size = try integer(arguments, 0, 8)
                try machine.spend(
                    text.string.utf8.count + max(size, 0) * text.string.unicodeScalars.count { $0 == "\t" })
                return result(StringSplit.expandingTabs(text.string, size), like: text)
            }
        case "encode", "translate", "maketrans":
            return { _, _ throws(TemplateError) in throw TemplateError(.unsupported, "str.\(name)()") }
        default: return nil
        }
    }
}
