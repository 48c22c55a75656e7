import JSON

/// A definition whose text is no JSON, in the words of the service, whose parser is Jackson.
struct UnreadableDefinition {
    let code: Diagnostic.Code
    let message: String
    let location: String?

    init(_ error: JSONError, in text: String) {
        if error.code == .duplicateKey, let path = Self.path(to: error.offset, in: text),
            path.dropLast().last == "States"
        {
            code = .duplicateStateName
            message = "Duplicate State name: \(path.last ?? "")"
            location = path.filter { !$0.isEmpty }.map { "/" + $0 }.joined()
            return
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            // Nothing at all is no object, rather than no JSON.
            code = .schemaValidationFailed
            message = Self.noObject
            location = nil
            return
        }
        code = .invalidJSON
        let (reason, length) = Self.reason(error, Array(text.utf8))
        let source = Self.source(text, upTo: error.offset + length)
        message = "\(reason)\n at \(source)"
        location = source
    }

    /// What the service says of JSON that is no object.
    static let noObject = "Definition must be a valid JSON object"

    private static let values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

    /// What is wrong, and how many bytes the parser had taken of the text at fault.
    private static func reason(_ error: JSONError, _ bytes: [UInt8]) -> (String, length: Int) {
        guard error.code == .syntax, error.offset < bytes.count,
            let scalar = String(decoding: bytes[error.offset...], as: UTF8.self).unicodeScalars.first
        else {
            return (error.message.prefix(1).uppercased() + error.message.dropFirst(), 0)
        }
        let expected: String
        switch error.message {
        case "expected a value":
            let word = String(decoding: bytes[error.offset...].prefix { isOfWord($0) }.prefix(256), as: UTF8.self)
            guard word.isEmpty else {
                return ("Unrecognized token '\(word)': was expecting \(values)", word.utf8.count)
            }
            expected = "expected a valid value \(values)"
        case "expected a key in quotes": expected = "was expecting double-quote to start field name"
        case #"expected ":" after a key"#: expected = "was expecting a colon to separate field name and value"
        case #"expected "," or "}""#: expected = "was expecting comma to separate Object entries"
        case #"expected "," or "]""#: expected = "was expecting comma to separate Array entries"
        default: return (error.message.prefix(1).uppercased() + error.message.dropFirst(), 0)
        }
        return ("Unexpected character ('\(scalar)' (code \(scalar.value))): \(expected)", String(scalar).utf8.count)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...: true
        default: false
        }
    }

    /// Where the parser stood: `[Source: (String)"{"; line: 1, column: 2]`.
    private static func source(_ text: String, upTo offset: Int) -> String {
        let before = text.utf8.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { before.index(after: $0) } ?? before.startIndex
        let column = String(Substring(before[start...])).utf16.count + 1
        let shown = text.prefix(500)
        let rest = text.utf16.count - shown.utf16.count
        return
            "[Source: (String)\"\(shown)\"\(rest > 0 ? "[truncated \(rest) chars]" : ""); line: \(line), column: \(column)]"
    }

    /// The keys on the way to the key that begins at an offset, of a text that is JSON up to there.
    private static func path(to offset: Int, in text: String) -> [String]? {
        let bytes = Array(text.utf8)
        // What each open object or array was last at.
        var keys: [String] = []
        var last: String?
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                let start = index
                index += 1
                while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard index < bytes.count else { return nil }
                last = (try? JSON.parse(String(decoding: bytes[start...index], as: UTF8.self)))?.stringValue
                if start == offset, let last { return keys.dropLast() + [last] }
            case UInt8(ascii: ":"):
                if let last, !keys.isEmpty { keys[keys.count - 1] = last }
            case UInt8(ascii: "{"), UInt8(ascii: "["): keys.append("")
            case UInt8(ascii: "}"), UInt8(ascii: "]"): if !keys.isEmpty { keys.removeLast() }
            default: break
            }
            index += 1
        }
        return nil
    }
}
