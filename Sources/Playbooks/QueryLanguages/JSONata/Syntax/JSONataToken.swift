/// A word of an expression.
struct JSONataToken {
    enum Kind {
        case name
        case variable
        case `operator`
        case string
        case number
        case value
        case regex
        case end
    }

    var kind: Kind
    /// The name, the operator or the text of a string.
    var text: String
    /// The value of a number.
    var number = 0.0
    var regex: RegularExpression?
    /// Where it ends.
    var position: Int
}

/// Takes an expression apart into words.
struct JSONataTokenizer {
    private var scanner: QueryScanner

    init(_ text: String) { scanner = QueryScanner(text) }

    var length: Int { scanner.scalars.count }

    private static let pairs = ["..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"]

    /// What ends a name.
    private static func isOperator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "[", "]", "{", "}", "(", ")", ",", "@", "#", ";", ":", "?", "+", "-", "*", "/", "%", "|", "=", "<",
            ">", "^", "&", "!", "~":
            true
        default: false
        }
    }

    /// The next word.
    ///
    /// - Parameter isInfix: whether a slash divides, instead of beginning a regular expression.
    mutating func next(isInfix: Bool) throws(JSONataError) -> JSONataToken {
        try skipSpace()
        guard let scalar = scanner.peek else { return token(.end, "(end)") }
        if scalar == "/", !isInfix { return try regularExpression() }
        for pair in Self.pairs where scanner.skip(pair) { return token(.operator, pair) }
        if Self.isOperator(scalar) {
            scanner.offset += 1
            return token(.operator, String(Character(scalar)))
        }
        switch scalar {
        case "\"", "'": return try string()
        case "0"..."9": return try number()
        case "`": return try quotedName()
        default: return word()
        }
    }

    private func token(_ kind: JSONataToken.Kind, _ text: String) -> JSONataToken {
        JSONataToken(kind: kind, text: text, position: scanner.offset)
    }

    private mutating func skipSpace() throws(JSONataError) {
        while true {
            _ = scanner.take(while: QueryScanner.isSpace)
            let start = scanner.offset
            guard scanner.skip("/*") else { return }
            while !scanner.skip("*/") {
                guard scanner.next() != nil else { throw JSONataError("S0106", at: start) }
            }
        }
    }

    private mutating func word() -> JSONataToken {
        let text = scanner.take { !QueryScanner.isSpace($0) && !Self.isOperator($0) }
        if text.unicodeScalars.first == "$" { return token(.variable, String(text.unicodeScalars.dropFirst())) }
        switch text {
        case "or", "in", "and": return token(.operator, text)
        case "true", "false", "null": return token(.value, text)
        default: return token(.name, text)
        }
    }

    private mutating func quotedName() throws(JSONataError) -> JSONataToken {
        scanner.offset += 1
        let name = scanner.take { $0 != "`" }
        guard scanner.skip("`") else { throw JSONataError("S0105", at: scanner.offset) }
        return token(.name, name)
    }

    private mutating func number() throws(JSONataError) -> JSONataToken {
        let start = scanner.offset
        if !scanner.skip("0") { _ = scanner.take(while: QueryScanner.isDigit) }
        if scanner.peek == ".", let next = scanner.peek(1), QueryScanner.isDigit(next) {
            scanner.offset += 1
            _ = scanner.take(while: QueryScanner.isDigit)
        }
        if scanner.peek == "e" || scanner.peek == "E" {
            let hasSign = scanner.peek(1) == "+" || scanner.peek(1) == "-"
            if let next = scanner.peek(hasSign ? 2 : 1), QueryScanner.isDigit(next) {
                scanner.offset += hasSign ? 2 : 1
                _ = scanner.take(while: QueryScanner.isDigit)
            }
        }
        let text = scanner.text(start..<scanner.offset)
        guard let value = Double(text), value.isFinite else {
            throw JSONataError("S0102", at: start, token: text)
        }
        var result = token(.number, text)
        result.number = value
        return result
    }
}

// MARK: - Strings and regular expressions

extension JSONataTokenizer {
    private mutating func string() throws(JSONataError) -> JSONataToken {
        let quote = scanner.next()
        var units: [UInt16] = []
        while let scalar = scanner.next() {
            if scalar == quote { return token(.string, String(decoding: units, as: UTF16.self)) }
            if scalar == "\\" {
                units.append(try escape())
            } else {
                units.append(contentsOf: UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter)
            }
        }
        throw JSONataError("S0101", at: scanner.offset)
    }

    private mutating func escape() throws(JSONataError) -> UInt16 {
        guard let scalar = scanner.next() else { throw JSONataError("S0101", at: scanner.offset) }
        switch scalar {
        case "\"", "\\", "/": return UInt16(scalar.value)
        case "b": return 0x08
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "u":
            let start = scanner.offset
            guard let unit = scanner.hexadecimal(4) else { throw JSONataError("S0104", at: start - 1) }
            return UInt16(unit)
        default: throw JSONataError("S0103", at: scanner.offset - 1, token: String(Character(scalar)))
        }
    }

    /// Up to the slash that is neither escaped nor inside of brackets.
    private mutating func regularExpression() throws(JSONataError) -> JSONataToken {
        scanner.offset += 1
        let start = scanner.offset
        var depth = 0
        while let scalar = scanner.peek {
            if scalar == "/", depth == 0 {
                guard scanner.offset > start else { throw JSONataError("S0301", at: start) }
                let pattern = scanner.text(start..<scanner.offset)
                scanner.offset += 1
                return try regularExpression(pattern, start)
            }
            scanner.offset += 1
            switch scalar {
            case "\\": scanner.offset = min(scanner.offset + 1, scanner.scalars.count)
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            default: break
            }
        }
        throw JSONataError("S0302", at: scanner.offset)
    }

    private mutating func regularExpression(_ pattern: String, _ start: Int) throws(JSONataError) -> JSONataToken {
        var options: RegularExpressionOptions = []
        while let flag = scanner.peek, flag == "i" || flag == "m" {
            options.insert(flag == "i" ? .ignoresCase : .multiline)
            scanner.offset += 1
        }
        var result = token(.regex, pattern)
        do throws(RegularExpressionError) {
            result.regex = try RegularExpression(parsing: pattern, options: options)
        } catch {
            throw JSONataError("S0303", at: start + error.offset, ["message": error.reason])
        }
        return result
    }
}
