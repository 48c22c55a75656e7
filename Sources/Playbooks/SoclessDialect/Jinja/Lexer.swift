/// Cuts a template into tokens, as Jinja's lexer does with its default settings.
struct Lexer {
    private let source: [Unicode.Scalar]
    private let dialect: TemplateDialect
    private var index = 0
    private var line = 1
    private var tokens: [Token] = []
    /// What closes the brackets that are open.
    private var open: [Unicode.Scalar] = []

    static func tokens(of text: String, _ dialect: TemplateDialect) throws(TemplateError) -> [Token] {
        var lexer = Lexer(text, dialect)
        try lexer.run()
        return lexer.tokens
    }

    /// Line ends become line feeds, and the last one goes.
    private init(_ text: String, _ dialect: TemplateDialect) {
        var scalars: [Unicode.Scalar] = []
        let written = Array(text.unicodeScalars)
        for (index, scalar) in written.enumerated() {
            if scalar == "\n", index > 0, written[index - 1] == "\r" { continue }
            scalars.append(scalar == "\r" ? "\n" : scalar)
        }
        if scalars.last == "\n" { scalars.removeLast() }
        source = scalars
        self.dialect = dialect
    }

    private mutating func run() throws(TemplateError) {
        while index < source.count {
            guard let (start, tag) = nextTag() else {
                emit(.data, source[index...])
                index = source.count
                break
            }
            try enter(tag, at: start)
        }
        tokens.append(Token(kind: .end, text: "", line: line))
    }

    private enum Tag { case raw(end: Int), comment, block, variable }

    /// The next place where something other than text begins.
    private func nextTag() -> (Int, Tag)? {
        for start in index..<source.count where source[start] == "{" {
            if matches("{%", at: start) { return (start, rawEnd(at: start).map(Tag.raw) ?? .block) }
            if matches("{#", at: start) { return (start, .comment) }
            if matches(dialect.variableStart, at: start) { return (start, .variable) }
        }
        return nil
    }

    /// Where `{% raw %}` ends, when it begins here.
    private func rawEnd(at start: Int) -> Int? {
        var place = start + 2
        if place < source.count, source[place] == "-" || source[place] == "+" { place += 1 }
        place = skippingSpace(place)
        guard matches("raw", at: place) else { return nil }
        place = skippingSpace(place + 3)
        if matches("-%}", at: place) { return skippingSpace(place + 3) }
        return matches("%}", at: place) ? place + 2 : nil
    }

    private mutating func enter(_ tag: Tag, at start: Int) throws(TemplateError) {
        let width: Int
        switch tag {
        case .variable: width = dialect.variableStart.count
        default: width = 2
        }
        let sign = start + width < source.count ? source[start + width] : " "
        let hasSign = sign == "-" || sign == "+"
        text(upTo: start, stripped: sign == "-")
        switch tag {
        case .raw(let end):
            count(start..<end)
            index = end
            try raw()
        case .comment:
            index = start + width + (hasSign ? 1 : 0)
            try comment()
        case .block:
            index = start + width + (hasSign ? 1 : 0)
            emit(.blockBegin, "{%")
            try inside(.blockEnd)
        case .variable:
            index = start + width + (hasSign ? 1 : 0)
            emit(.variableBegin, "{{")
            try inside(.variableEnd)
        }
    }

    private mutating func text(upTo end: Int, stripped: Bool) {
        var last = end
        if stripped { while last > index, PythonCharacter.isSpace(source[last - 1]) { last -= 1 } }
        if last > index { emit(.data, source[index..<last]) }
        count(index..<end)
        index = end
    }

    private mutating func comment() throws(TemplateError) {
        var end = index
        while end < source.count, !matches("#}", at: end) { end += 1 }
        guard end < source.count else { throw fault("Missing end of comment tag") }
        let strips = end > index && source[end - 1] == "-"
        let next = strips ? skippingSpace(end + 2) : end + 2
        count(index..<next)
        index = next
    }

    private mutating func raw() throws(TemplateError) {
        for start in index..<max(source.count, index) where matches("{%", at: start) {
            var place = start + 2
            let sign = place < source.count ? source[place] : " "
            if sign == "-" || sign == "+" { place += 1 }
            place = skippingSpace(place)
            guard matches("endraw", at: place) else { continue }
            place = skippingSpace(place + 6)
            let end: Int
            if matches("-%}", at: place) {
                end = skippingSpace(place + 3)
            } else if matches("+%}", at: place) {
                end = place + 3
            } else if matches("%}", at: place) {
                end = place + 2
            } else {
                continue
            }
            text(upTo: start, stripped: sign == "-")
            count(start..<end)
            index = end
            return
        }
        throw fault("Missing end of raw directive")
    }

    // MARK: - Inside of tags

    private mutating func inside(_ end: Token.Kind) throws(TemplateError) {
        open = []
        while index < source.count {
            if open.isEmpty, let next = tagEnd(end) {
                emit(end, end.text)
                count(index..<next)
                index = next
                return
            }
            let scalar = source[index]
            if PythonCharacter.isSpace(scalar) {
                if scalar == "\n" { line += 1 }
                index += 1
            } else if ("0"..."9").contains(scalar), try number() {
                continue
            } else if PythonCharacter.isWord(scalar) {
                try name()
            } else if scalar == "'" || scalar == "\"", try string() {
                continue
            } else {
                try sign()
            }
        }
    }

    private func tagEnd(_ end: Token.Kind) -> Int? {
        guard ["-", "+", "%", "}"].contains(source[index]) else { return nil }
        if end == .variableEnd {
            if source[index] == "-", matches(dialect.variableEnd, at: index + 1) {
                return skippingSpace(index + 1 + dialect.variableEnd.count)
            }
            return matches(dialect.variableEnd, at: index) ? index + dialect.variableEnd.count : nil
        }
        if matches("-%}", at: index) { return skippingSpace(index + 3) }
        if matches("+%}", at: index) { return index + 3 }
        return matches("%}", at: index) ? index + 2 : nil
    }

    private mutating func number() throws(TemplateError) -> Bool {
        if let end = floatEnd() {
            let text = StringSplit.string(source[index..<end]).filter { $0 != "_" }
            tokens.append(Token(kind: .float, text: text, line: line, value: .float(Double(text) ?? .infinity)))
            index = end
            return true
        }
        guard let (end, base) = integerEnd() else { return false }
        let text = StringSplit.string(source[index..<end]).filter { $0 != "_" }
        let digits = base == 10 ? text : String(text.dropFirst(2))
        guard digits.utf8.count <= Integer.maximumDigits, let big = BigInteger(digits: digits, base: base),
            big.bitWidth <= Integer.maximumBits
        else {
            throw TemplateError(.value, "Exceeds the limit (4300 digits) for integer string conversion", line: line)
        }
        tokens.append(Token(kind: .integer, text: text, line: line, value: .int(Integer(big))))
        index = end
        return true
    }

    /// The end of digits with single underscores between them; `nil` when there are none.
    private func digitsEnd(_ start: Int, _ isDigit: (Unicode.Scalar) -> Bool = { ("0"..."9").contains($0) }) -> Int? {
        guard start < source.count, isDigit(source[start]) else { return nil }
        var end = start + 1
        while end < source.count {
            if isDigit(source[end]) {
                end += 1
            } else if source[end] == "_", end + 1 < source.count, isDigit(source[end + 1]) {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private func floatEnd() -> Int? {
        if index > 0, source[index - 1] == "." { return nil }
        guard let whole = digitsEnd(index) else { return nil }
        var end = whole
        var isFloat = false
        if end < source.count, source[end] == ".", let fraction = digitsEnd(end + 1) {
            end = fraction
            isFloat = true
        }
        if end < source.count, source[end] == "e" || source[end] == "E" {
            let hasSign = end + 1 < source.count && (source[end + 1] == "+" || source[end + 1] == "-")
            if let exponent = digitsEnd(end + (hasSign ? 2 : 1)) { return exponent }
        }
        return isFloat ? end : nil
    }

    private func integerEnd() -> (Int, Int)? {
        let bases: [(String, Int)] = [("b", 2), ("o", 8), ("x", 16)]
        if source[index] == "0", index + 1 < source.count {
            for (mark, base) in bases where String(source[index + 1]).lowercased() == mark {
                let first = index + 2 < source.count && source[index + 2] == "_" ? index + 3 : index + 2
                let end = digitsEnd(first) { Character($0).hexOrLetterValue.map { $0 < base } ?? false }
                if let end { return (end, base) }
            }
            return digitsEnd(index) { $0 == "0" }.map { ($0, 10) }
        }
        return digitsEnd(index).map { ($0, 10) }
    }

    private mutating func name() throws(TemplateError) {
        var end = index
        while end < source.count, PythonCharacter.isWord(source[end]) { end += 1 }
        let text = StringSplit.string(source[index..<end])
        guard PythonCharacter.isIdentifier(text) else { throw fault("Invalid character in identifier") }
        emit(.name, source[index..<end])
        index = end
    }

    /// Whether a string begins here and ends somewhere.
    private mutating func string() throws(TemplateError) -> Bool {
        let quote = source[index]
        var end = index + 1
        while end < source.count, source[end] != quote { end += source[end] == "\\" ? 2 : 1 }
        guard end < source.count else { return false }
        let written = Array(source[(index + 1)..<end])
        guard let value = Self.unescaped(written) else {
            throw fault("a string holds an escape that cannot be read")
        }
        tokens.append(Token(kind: .string, text: value, line: line, value: .text(value)))
        count(index..<(end + 1))
        index = end + 1
        return true
    }

    private static func unescaped(_ written: [Unicode.Scalar]) -> String? {
        guard written.contains("\\") else { return StringSplit.string(written) }
        // In three quotes, which nothing inside ends: quotes and line ends stand for themselves.
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < written.count {
            guard written[index] == "\\" else {
                result.append(written[index])
                index += 1
                continue
            }
            let quotes: [Unicode.Scalar] = ["'"]
            let rest = written[index...].prefix(10)
            var reader = PythonString(source: quotes + rest + quotes, index: 0, isRaw: false, isBytes: false)
            guard let (scalars, width) = reader.readEscape() else { return nil }
            result.append(contentsOf: scalars)
            index += width
        }
        return StringSplit.string(result)
    }

    /// The signs of one character, and of two by their first.
    private static let single: [Unicode.Scalar: Token.Kind] = [
        "+": .add, "-": .sub, "/": .div, "*": .mul, "%": .mod, "~": .tilde, "[": .leftBracket, "]": .rightBracket,
        "(": .leftParenthesis, ")": .rightParenthesis, "{": .leftBrace, "}": .rightBrace, ">": .greater, "<": .less,
        "=": .assign, ".": .dot, ":": .colon, "|": .pipe, ",": .comma, ";": .semicolon,
    ]
    private static let double: [Unicode.Scalar: (second: Unicode.Scalar, kind: Token.Kind)] = [
        "*": ("*", .pow), "/": ("/", .floordiv), "=": ("=", .equal), "!": ("=", .notEqual),
        ">": ("=", .greaterOrEqual), "<": ("=", .lessOrEqual),
    ]

    private mutating func sign() throws(TemplateError) {
        let scalar = source[index]
        let kind: Token.Kind
        let width: Int
        if let pair = Self.double[scalar], index + 1 < source.count, source[index + 1] == pair.second {
            (kind, width) = (pair.kind, 2)
        } else if let single = Self.single[scalar] {
            (kind, width) = (single, 1)
        } else {
            throw fault("unexpected char \(Representation.quoted(String(scalar))) at \(index)")
        }
        let text = String(scalar)
        switch kind {
        case .leftBrace: open.append("}")
        case .leftParenthesis: open.append(")")
        case .leftBracket: open.append("]")
        case .rightBrace, .rightParenthesis, .rightBracket:
            guard let expected = open.popLast() else { throw fault("unexpected '\(text)'") }
            guard String(expected) == text else { throw fault("unexpected '\(text)', expected '\(expected)'") }
        default: break
        }
        emit(kind, source[index..<(index + width)])
        index += width
    }

    // MARK: - Helpers

    private mutating func emit(_ kind: Token.Kind, _ scalars: ArraySlice<Unicode.Scalar>) {
        tokens.append(Token(kind: kind, text: StringSplit.string(scalars), line: line))
    }

    private mutating func emit(_ kind: Token.Kind, _ text: String) {
        tokens.append(Token(kind: kind, text: text, line: line))
    }

    private mutating func count(_ range: Range<Int>) { line += source[range].count { $0 == "\n" } }

    private func fault(_ message: String) -> TemplateError { TemplateError(.syntax, message, line: line) }

    private func matches(_ text: String, at start: Int) -> Bool { matches(Array(text.unicodeScalars), at: start) }

    private func matches(_ scalars: [Unicode.Scalar], at start: Int) -> Bool {
        start + scalars.count <= source.count && source[start..<(start + scalars.count)].elementsEqual(scalars)
    }

    private func skippingSpace(_ start: Int) -> Int {
        var index = start
        while index < source.count, PythonCharacter.isSpace(source[index]) { index += 1 }
        return index
    }
}
