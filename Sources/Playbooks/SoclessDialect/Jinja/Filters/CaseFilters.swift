/// Upper and lower case.
enum CaseFilters {
    static let all: [String: Filter] = [
        "upper": filter("do_upper", StringMethods.upper),
        "lower": filter("do_lower", StringMethods.lower),
        "capitalize": filter("do_capitalize", StringMethods.capitalized),
        "title": Filter("do_title", ["s"]) { bound, machine throws(TemplateError) in
            .text(titled(try FilteredValue.text(bound.value(0), machine).string))
        },
    ]

    private static func filter(_ function: String, _ change: @escaping @Sendable (String) -> String) -> Filter {
        Filter(function, ["s"]) { bound, machine throws(TemplateError) in
            let text = try FilteredValue.text(bound.value(0), machine)
            try machine.spend(text.string.utf8.count)
            return .string(Text(change(text.string), isSafe: text.isSafe))
        }
    }

    /// Words begin after white space, `-`, `(`, `{`, `[` and `<`.
    private static func titled(_ text: String) -> String {
        var word = ""
        var result = ""
        func finished() -> String {
            guard let first = word.unicodeScalars.first else { return "" }
            return StringMethods.upper(String(first)) + StringMethods.lower(String(word.unicodeScalars.dropFirst()))
        }
        for scalar in text.unicodeScalars {
            if PythonCharacter.isSpace(scalar) || "-({[<".unicodeScalars.contains(scalar) {
                result += finished()
                word = ""
                result.unicodeScalars.append(scalar)
            } else {
                word.unicodeScalars.append(scalar)
            }
        }
        return result + finished()
    }
}
