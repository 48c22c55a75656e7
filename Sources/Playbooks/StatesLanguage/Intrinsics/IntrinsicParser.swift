import JSON
import QueryLanguages

/// Reads calls of intrinsic functions, `States.Format('{}', $.name)`.
struct IntrinsicParser {
    private let text: [UInt8]
    private var index = 0
    private var depth = 0

    init(_ text: String) { self.text = Array(text.utf8) }

    mutating func whole() throws(IntrinsicError) -> IntrinsicCall {
        let call = try call()
        skipSpace()
        guard index == text.count else { throw fault("something follows the call") }
        return call
    }

    private mutating func call() throws(IntrinsicError) -> IntrinsicCall {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 10 else { throw fault("calls nest more than 10 deep") }
        let start = index
        guard skip("States.") else { throw fault("a function begins with \"States.\"") }
        let name = take(while: Self.isLetterOrDigit)
        guard let function = IntrinsicFunctions.byName[name] else {
            throw fault("there is no function \"States.\(name)\"")
        }
        skipSpace()
        guard skip("(") else { throw fault("\"(\" is missing") }
        let arguments = try arguments()
        guard function.arity.contains(arguments.count) else {
            throw fault("States.\(name) does not take \(arguments.count) arguments")
        }
        return IntrinsicCall(text: slice(start..<index), function: function, arguments: arguments)
    }

    private mutating func arguments() throws(IntrinsicError) -> [IntrinsicCall.Argument] {
        var arguments: [IntrinsicCall.Argument] = []
        skipSpace()
        if skip(")") { return arguments }
        while true {
            skipSpace()
            arguments.append(try argument())
            skipSpace()
            if skip(")") { return arguments }
            guard skip(",") else { throw fault("\",\" or \")\" is missing") }
        }
    }

    private mutating func argument() throws(IntrinsicError) -> IntrinsicCall.Argument {
        guard index < text.count else { throw fault("an argument is missing") }
        switch text[index] {
        case UInt8(ascii: "'"): return try string()
        case UInt8(ascii: "$"): return try path()
        case UInt8(ascii: "S"): return .call(try call())
        default: return try literal()
        }
    }

    /// Number, boolean or null.
    private mutating func literal() throws(IntrinsicError) -> IntrinsicCall.Argument {
        let word = take { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") && !Self.isSpace($0) }
        switch word {
        case "true": return .literal(true)
        case "false": return .literal(false)
        case "null": return .literal(.null)
        default:
            guard let number = JSONNumber(text: word) else { throw fault("\"\(word)\" is no argument") }
            return .literal(.number(number))
        }
    }

    /// A path goes up to the comma or parenthesis outside its own brackets.
    private mutating func path() throws(IntrinsicError) -> IntrinsicCall.Argument {
        let start = index
        var nesting = 0
        var quote: UInt8?
        while index < text.count {
            let byte = text[index]
            if let open = quote {
                if byte == UInt8(ascii: "\\") { index += 1 } else if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") {
                nesting += 1
            } else if nesting == 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") {
                break
            } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")") {
                nesting -= 1
            }
            index += 1
        }
        var end = min(index, text.count)
        index = end
        while end > start, Self.isSpace(text[end - 1]) { end -= 1 }
        guard let path = try? JSONPath(parsing: slice(start..<end)) else { throw fault("an argument is no path") }
        return .path(path)
    }

    /// Between single quotes; `\'`, `\{`, `\}` and `\\` are escapes, and no others are.
    private mutating func string() throws(IntrinsicError) -> IntrinsicCall.Argument {
        index += 1
        let start = index
        var value: [UInt8] = []
        while index < text.count, text[index] != UInt8(ascii: "'") {
            if text[index] == UInt8(ascii: "\\") {
                index += 1
                guard index < text.count, Self.escapable.contains(text[index]) else {
                    throw fault("a string has an escape that is none")
                }
            }
            value.append(text[index])
            index += 1
        }
        guard index < text.count else { throw fault("a string does not end") }
        let raw = slice(start..<index)
        index += 1
        return .string(String(decoding: value, as: UTF8.self), raw: raw)
    }

    private static let escapable: Set<UInt8> = Set(#"'{}\"#.utf8)
}

extension IntrinsicParser {
    private func fault(_ message: String) -> IntrinsicError { IntrinsicError("\(message) at offset \(index)") }

    private func slice(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

    private mutating func skip(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        guard text[index...].starts(with: bytes) else { return false }
        index += bytes.count
        return true
    }

    private mutating func take(while condition: (UInt8) -> Bool) -> String {
        let start = index
        while index < text.count, condition(text[index]) { index += 1 }
        return slice(start..<index)
    }

    private mutating func skipSpace() {
        while index < text.count, Self.isSpace(text[index]) { index += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}

extension IntrinsicCall {
    /// Reads a call; the error says no more than that it is none.
    init(parsing text: String) throws(IntrinsicError) {
        var parser = IntrinsicParser(text)
        self = try parser.whole()
    }
}
