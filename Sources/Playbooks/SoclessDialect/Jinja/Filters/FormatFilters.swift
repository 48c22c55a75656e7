/// Values as text for people and programs: sizes, JSON, pretty printing.
enum FormatFilters {
    static let all: [String: Filter] = [
        "filesizeformat": Filter("do_filesizeformat", ["value", "binary"]) { bound, machine throws(TemplateError) in
            .text(try fileSize(bound.value(0), isBinary: try bound.truth(1, default: false, machine), machine))
        },
        "tojson": Filter("do_tojson", ["value", "indent"]) { bound, machine throws(TemplateError) in
            try json(bound, machine)
        },
        "pprint": Filter("do_pprint", ["value"]) { bound, machine throws(TemplateError) in
            .text(try PrettyPrinter.text(bound.value(0), machine))
        },
    ]

    private static func fileSize(_ value: Value, isBinary: Bool, _ machine: Machine) throws(TemplateError) -> String {
        let bytes: Double
        switch value {
        case .undefined(let undefined): throw undefined.error
        case .string(let text):
            guard let number = PythonNumber.float(text.string) else {
                throw TemplateError(
                    .value, "could not convert string to float: \(try Representation.repr(value, machine))")
            }
            bytes = number
        default:
            guard let number = value.number else {
                throw TemplateError(
                    .type, "float() argument must be a string or a real number, not '\(value.typeName)'")
            }
            bytes = number
        }
        let base = isBinary ? 1024.0 : 1000.0
        if bytes == 1 { return "1 Byte" }
        if bytes < base { return "\(Integer(truncating: bytes).text()) Bytes" }
        var unit = base * base
        let letters = Array(isBinary ? "KMGTPEZY" : "kMGTPEZY")
        for (index, letter) in letters.enumerated() {
            if bytes < unit || index == letters.count - 1 {
                return "\(FloatText.fixed(base * bytes / unit, 1)) \(letter)\(isBinary ? "iB" : "B")"
            }
            unit *= base
        }
        return ""
    }

    private static func json(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let indent: String?
        if let text = bound.optional(1)?.string {
            indent = text
        } else if let width = bound.optional(1) {
            let count = try Bound.int(width)
            try machine.spend(count)
            indent = String(repeating: " ", count: max(count, 0))
        } else {
            indent = nil
        }
        var text = try JSONText.dumps(bound.value(0), indent: indent, machine)
        for (character, escape) in [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027")] {
            text = text.split(separator: character, omittingEmptySubsequences: false).joined(separator: escape)
        }
        return .string(Text(text, isSafe: true))
    }
}
