/// `is…`, and changes between upper and lower case.
extension StringMethods {
    static func tests(_ name: String, _ string: String) -> FunctionObject.Body? {
        let scalars = string.unicodeScalars
        let test: (() -> Bool)?
        func all(_ holds: @escaping (Unicode.Scalar) -> Bool) -> (() -> Bool) {
            { !scalars.isEmpty && scalars.allSatisfy(holds) }
        }
        switch name {
        case "isalnum": test = all(PythonCharacter.isAlphanumeric)
        case "isalpha": test = all(PythonCharacter.isAlpha)
        case "isdecimal": test = all(PythonCharacter.isDecimal)
        case "isdigit": test = all(PythonCharacter.isDigit)
        case "isnumeric": test = all(PythonCharacter.isNumeric)
        case "isspace": test = all(PythonCharacter.isSpace)
        case "isascii": test = { scalars.allSatisfy(\.isASCII) }
        case "isprintable": test = { scalars.allSatisfy(PythonCharacter.isPrintable) }
        case "isidentifier": test = { PythonCharacter.isIdentifier(string) }
        case "islower": test = { isLower(string) }
        case "isupper": test = { isUpper(string) }
        case "istitle": test = { isTitle(string) }
        default: test = nil
        }
        guard let test else { return nil }
        return { _, _ throws(TemplateError) in .bool(test()) }
    }

    static func isLower(_ string: String) -> Bool {
        let cased = string.unicodeScalars.filter(PythonCharacter.isCased)
        return !cased.isEmpty && cased.allSatisfy(PythonCharacter.isLower)
    }

    static func isUpper(_ string: String) -> Bool {
        let cased = string.unicodeScalars.filter(PythonCharacter.isCased)
        return !cased.isEmpty && cased.allSatisfy(PythonCharacter.isUpper)
    }

    private static func isTitle(_ string: String) -> Bool {
        var previousIsCased = false
        var found = false
        for scalar in string.unicodeScalars {
            if PythonCharacter.isUpper(scalar) || PythonCharacter.isTitle(scalar) {
                if previousIsCased { return false }
                previousIsCased = true
                found = true
            } else if PythonCharacter.isLower(scalar) {
                if !previousIsCased { return false }
                found = true
            } else {
                previousIsCased = false
            }
        }
        return found
    }

    // MARK: - Case

    static func capitalized(_ string: String) -> String {
        guard let first = string.unicodeScalars.first else { return "" }
        return first.properties.titlecaseMapping + lower(String(string.unicodeScalars.dropFirst()))
    }

    /// `str.lower`, with the Greek sigma at the end of words.
    static func lower(_ string: String) -> String {
        guard string.unicodeScalars.contains("\u{3A3}") else {
            return string.unicodeScalars.map(\.properties.lowercaseMapping).joined()
        }
        let scalars = Array(string.unicodeScalars)
        return scalars.enumerated().map { index, scalar in
            guard scalar == "\u{3A3}" else { return scalar.properties.lowercaseMapping }
            let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
            let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
            return (before?.properties.isCased ?? false) && !(after?.properties.isCased ?? false)
                ? "\u{3C2}" : "\u{3C3}"
        }.joined()
    }

    static func upper(_ string: String) -> String {
        string.unicodeScalars.map(\.properties.uppercaseMapping).joined()
    }

    static func cases(_ name: String, _ text: Text) -> FunctionObject.Body? {
        let string = text.string
        let change: (() -> String)?
        switch name {
        case "lower", "casefold": change = { lower(string) }
        case "upper": change = { upper(string) }
        case "capitalize": change = { capitalized(string) }
        case "title": change = { titled(string) }
        case "swapcase":
            change = {
                string.unicodeScalars.map {
                    PythonCharacter.isUpper($0)
                        ? $0.properties.lowercaseMapping
                        : PythonCharacter.isLower($0) ? $0.properties.uppercaseMapping : String($0)
                }.joined()
            }
        default: change = nil
        }
        guard let change else { return nil }
        return { _, machine throws(TemplateError) in
            try machine.spend(string.utf8.count)
            return result(change(), like: text)
        }
    }

    private static func titled(_ string: String) -> String {
        var previousIsCased = false
        return string.unicodeScalars.map { scalar in
            defer { previousIsCased = PythonCharacter.isCased(scalar) }
            return previousIsCased ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
        }.joined()
    }
}
