/// Methods of strings. Those of safe strings escape what they are given, and stay safe.
enum StringMethods {
    static func method(_ name: String, _ text: Text) -> Value? {
        guard
            let body = tests(name, text.string) ?? cases(name, text) ?? search(name, text) ?? parts(name, text)
                ?? shape(name, text)
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

    private static func required(
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

    private static func integer(_ arguments: Arguments, _ index: Int, _ fallback: Int) throws(TemplateError) -> Int {
        guard index < arguments.positional.count, !arguments.positional[index].isNone else { return fallback }
        return try Bound.int(arguments.positional[index])
    }

    private static func result(_ string: String, like text: Text) -> Value {
        .string(Text(string, isSafe: text.isSafe))
    }

    // MARK: - is…

    private static func tests(_ name: String, _ string: String) -> FunctionObject.Body? {
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

    private static func cases(_ name: String, _ text: Text) -> FunctionObject.Body? {
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

    // MARK: - Search

    private static func search(_ name: String, _ text: Text) -> FunctionObject.Body? {
        switch name {
        case "startswith", "endswith":
            return { arguments, machine throws(TemplateError) in
                guard let wanted = arguments.positional.first else {
                    throw TemplateError(.type, "\(name) expected at least 1 argument, got 0")
                }
                let scalars = try window(text, arguments)
                let choices: [Value]
                if case .tuple(let values) = wanted { choices = values } else { choices = [wanted] }
                for choice in choices {
                    if case .undefined(let undefined) = choice { throw undefined.error }
                    guard let part = choice.string.map({ Array($0.unicodeScalars) }) else {
                        throw TemplateError(
                            .type, "\(name) first arg must be str or a tuple of str, not \(choice.typeName)")
                    }
                    if name == "startswith"
                        ? scalars.starts(with: part)
                        : scalars.suffix(part.count).elementsEqual(part)
                            && scalars.count >= part.count
                    {
                        return .bool(true)
                    }
                }
                return .bool(false)
            }
        case "find", "rfind", "index", "rindex":
            return { arguments, machine throws(TemplateError) in
                let part = try searched(arguments, name)
                let all = Array(text.string.unicodeScalars)
                try machine.step(all.count / 8)
                let (start, end) = try bounds(arguments, all.count)
                guard start <= end else { return try missing(name) }
                let window = Array(all[start..<end])
                let place =
                    name.hasPrefix("r")
                    ? StringSearch.findLast(window, part, before: window.count)
                    : StringSearch.find(window, part, from: 0)
                guard let place else { return try missing(name) }
                return .integer(place + start)
            }
        case "count":
            return { arguments, machine throws(TemplateError) in
                let part = try searched(arguments, name)
                let scalars = Array(try window(text, arguments))
                try machine.step(scalars.count / 8)
                guard !part.isEmpty else { return .integer(scalars.count + 1) }
                var found = 0
                var index = 0
                while let place = StringSearch.find(scalars, part, from: index) {
                    found += 1
                    index = place + part.count
                }
                return .integer(found)
            }
        default: return nil
        }
    }

    private static func searched(_ arguments: Arguments, _ name: String) throws(TemplateError) -> [Unicode.Scalar] {
        guard let value = arguments.positional.first else {
            throw TemplateError(.type, "\(name)() takes at least 1 argument (0 given)")
        }
        if let text = value.string { return Array(text.unicodeScalars) }
        throw TemplateError(.type, "must be str, not \(value.typeName)")
    }

    private static func missing(_ name: String) throws(TemplateError) -> Value {
        guard name.hasSuffix("find") else { throw TemplateError(.value, "substring not found") }
        return .integer(-1)
    }

    private static func bounds(_ arguments: Arguments, _ count: Int) throws(TemplateError) -> (Int, Int) {
        func clamped(_ value: Int) -> Int { min(max(value < 0 ? value + count : value, 0), count) }
        return (clamped(try integer(arguments, 1, 0)), clamped(try integer(arguments, 2, count)))
    }

    private static func window(_ text: Text, _ arguments: Arguments) throws(TemplateError) -> [Unicode.Scalar] {
        let scalars = Array(text.string.unicodeScalars)
        let (start, end) = try bounds(arguments, scalars.count)
        return start <= end ? Array(scalars[start..<end]) : []
    }

    // MARK: - Parts

    private static func parts(_ name: String, _ text: Text) -> FunctionObject.Body? {
        switch name {
        case "split", "rsplit":
            return { arguments, machine throws(TemplateError) in
                let bound = try Signature(name, ["sep", "maxsplit"], required: 0).bind(arguments)
                let limit = try bound.int(1, default: -1)
                let separator = try self.text(Arguments([bound.value(0)]), 0, text, name)
                try machine.spend(text.string.utf8.count)
                let pieces = try StringSplit.split(
                    text.string, separator: separator, limit: limit, fromEnd: name == "rsplit")
                return .items(pieces.map { result($0, like: text) })
            }
        case "splitlines":
            return { arguments, machine throws(TemplateError) in
                let bound = try Signature(name, ["keepends"], required: 0).bind(arguments)
                let keeps = try bound.truth(0, default: false, machine)
                try machine.spend(text.string.utf8.count)
                return .items(StringSplit.lines(text.string, keepingEnds: keeps).map { result($0, like: text) })
            }
        case "partition", "rpartition":
            return { arguments, machine throws(TemplateError) in
                let separator = try required(arguments, 0, text, name)
                guard !separator.isEmpty else { throw TemplateError(.value, "empty separator") }
                let scalars = Array(text.string.unicodeScalars)
                let part = Array(separator.unicodeScalars)
                let place =
                    name == "partition"
                    ? StringSearch.find(scalars, part, from: 0)
                    : StringSearch.findLast(scalars, part, before: scalars.count)
                let pieces: [String]
                if let place {
                    pieces = [
                        StringSplit.string(scalars[..<place]), separator,
                        StringSplit.string(scalars[(place + part.count)...]),
                    ]
                } else {
                    pieces = name == "partition" ? [text.string, "", ""] : ["", "", text.string]
                }
                return .tuple(pieces.map { result($0, like: text) })
            }
        case "join":
            return { arguments, machine throws(TemplateError) in
                try ListMethods.count(arguments, 1, "str.join")
                guard try arguments.positional[0].iterator(machine) != nil else {
                    throw TemplateError(.type, "can only join an iterable")
                }
                var pieces: [String] = []
                for (index, value) in try arguments.positional[0].elements(machine).enumerated() {
                    if text.isSafe {
                        pieces.append(try HTML.escaped(value, machine).string)
                        continue
                    }
                    if case .undefined(let undefined) = value { throw undefined.error }
                    guard let piece = value.string else {
                        throw TemplateError(
                            .type, "sequence item \(index): expected str instance, \(value.typeName) found")
                    }
                    try machine.spend(piece.utf8.count + text.string.utf8.count)
                    pieces.append(piece)
                }
                return result(pieces.joined(separator: text.string), like: text)
            }
        case "replace":
            return { arguments, machine throws(TemplateError) in
                let old = try required(arguments, 0, text, name)
                let new = try required(arguments, 1, text, name)
                return result(
                    try StringSplit.replaced(text.string, old, new, try integer(arguments, 2, -1), machine), like: text)
            }
        case "strip", "lstrip", "rstrip":
            return { arguments, _ throws(TemplateError) in
                let characters = try self.text(arguments, 0, text, name)
                return result(
                    StringSplit.stripped(
                        text.string, of: characters, start: name != "rstrip", end: name != "lstrip"), like: text)
            }
        case "removeprefix", "removesuffix":
            return { arguments, _ throws(TemplateError) in
                let part = Array(try required(arguments, 0, text, name).unicodeScalars)
                let scalars = Array(text.string.unicodeScalars)
                let isPrefix = name == "removeprefix"
                guard
                    isPrefix
                        ? scalars.starts(with: part)
                        : scalars.count >= part.count
                            && scalars.suffix(part.count).elementsEqual(part)
                else { return .string(text) }
                return result(
                    StringSplit.string(isPrefix ? scalars[part.count...] : scalars[..<(scalars.count - part.count)]),
                    like: text)
            }
        default: return nil
        }
    }

    // MARK: - Shape

    private static func shape(_ name: String, _ text: Text) -> FunctionObject.Body? {
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
        case "encode", "translate", "maketrans":
            return { _, _ throws(TemplateError) in throw TemplateError(.unsupported, "str.\(name)()") }
        default: return nil
        }
    }
}
