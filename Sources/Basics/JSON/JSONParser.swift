import OrderedCollections

/// One pass over a JSON text, by recursive descent. The bytes are borrowed by each step and never kept.
struct JSONParser {
    private let limits: JSONLimits
    private var depth = 0
    private var values = 0
    /// The next byte to read.
    var offset = 0
    /// Where values begin, when somebody wants to know.
    var recorder: JSONPositionRecorder?

    init(limits: JSONLimits) { self.limits = limits }

    mutating func document(_ bytes: Span<UInt8>) throws(JSONError) -> JSON {
        guard bytes.count <= limits.bytes else {
            throw JSONError(.limit, "the text is longer than \(limits.bytes) bytes", at: limits.bytes, in: bytes)
        }
        skipWhitespace(bytes)
        let result = try value(bytes)
        skipWhitespace(bytes)
        guard offset == bytes.count else {
            throw fault("there is something after the end of the value", bytes)
        }
        return result
    }

    private mutating func value(_ bytes: Span<UInt8>) throws(JSONError) -> JSON {
        values += 1
        guard values <= limits.values else {
            throw JSONError(.limit, "there are more than \(limits.values) values", at: offset, in: bytes)
        }
        guard offset < bytes.count else { throw fault("a value", missing: bytes) }
        recorder?.record(offset)
        switch bytes[offset] {
        case 0x22: return .string(try string(bytes))
        case 0x7B: return .object(try object(bytes))
        case 0x5B: return .array(try array(bytes))
        case 0x2D, 0x30...0x39: return .number(try number(bytes))
        case 0x74: return try literal("true", .bool(true), bytes)
        case 0x66: return try literal("false", .bool(false), bytes)
        case 0x6E: return try literal("null", .null, bytes)
        case 0xEF where offset == 0: throw fault("the text begins with a byte order mark or is not JSON", bytes)
        default: throw fault("a value", missing: bytes)
        }
    }

    private mutating func object(_ bytes: Span<UInt8>) throws(JSONError) -> JSONObject {
        try enter(bytes)
        var object = JSONObject()
        if try closes(0x7D, bytes) { return object }
        while true {
            guard offset < bytes.count, bytes[offset] == 0x22 else { throw fault("a key in quotes", missing: bytes) }
            let keyOffset = offset
            let key = try string(bytes)
            skipWhitespace(bytes)
            guard offset < bytes.count, bytes[offset] == 0x3A else { throw fault("\":\" after a key", missing: bytes) }
            offset += 1
            skipWhitespace(bytes)
            recorder?.enter(key)
            let member = try value(bytes)
            recorder?.leave()
            guard object.updateValue(member, forKey: key) == nil else {
                throw JSONError(.duplicateKey, "the key \(key.quoted) is there twice", at: keyOffset, in: bytes)
            }
            if try closes(0x7D, afterElement: bytes) { return object }
        }
    }

    private mutating func array(_ bytes: Span<UInt8>) throws(JSONError) -> [JSON] {
        try enter(bytes)
        var elements: [JSON] = []
        if try closes(0x5D, bytes) { return elements }
        while true {
            if recorder != nil { recorder?.enter(String(elements.count)) }
            elements.append(try value(bytes))
            recorder?.leave()
            if try closes(0x5D, afterElement: bytes) { return elements }
        }
    }

    /// Steps over an opening bracket and the whitespace after it.
    private mutating func enter(_ bytes: Span<UInt8>) throws(JSONError) {
        depth += 1
        guard depth <= limits.depth else {
            throw JSONError(
                .limit, "arrays and objects are nested deeper than \(limits.depth) levels", at: offset, in: bytes)
        }
        offset += 1
        skipWhitespace(bytes)
    }

    /// Whether the closing bracket is next, and steps over it.
    private mutating func closes(_ bracket: UInt8, _ bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard offset < bytes.count else { throw fault("a closing bracket", missing: bytes) }
        guard bytes[offset] == bracket else { return false }
        offset += 1
        depth -= 1
        return true
    }

    /// Steps over what follows an element: a comma, or the closing bracket (`true`).
    private mutating func closes(_ bracket: UInt8, afterElement bytes: Span<UInt8>) throws(JSONError) -> Bool {
        skipWhitespace(bytes)
        if try closes(bracket, bytes) { return true }
        guard bytes[offset] == 0x2C else {
            throw fault(bracket == 0x7D ? "\",\" or \"}\"" : "\",\" or \"]\"", missing: bytes)
        }
        offset += 1
        skipWhitespace(bytes)
        return false
    }

    private mutating func literal(
        _ word: StaticString, _ value: JSON, _ bytes: Span<UInt8>
    ) throws(JSONError) -> JSON {
        for index in 0..<word.utf8CodeUnitCount {
            let expected = unsafe word.utf8Start[index]
            guard offset + index < bytes.count, bytes[offset + index] == expected else {
                throw fault("a value", missing: bytes)
            }
        }
        offset += word.utf8CodeUnitCount
        return value
    }

    @inline(__always)
    private mutating func skipWhitespace(_ bytes: Span<UInt8>) {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }
}

// MARK: - Numbers

extension JSONParser {
    private mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> JSONNumber {
        let start = offset
        let negative = bytes[offset] == 0x2D
        if negative { offset += 1 }
        let first = offset
        var value: Int64 = 0
        var isPlain = try digits(bytes, into: &value)
        if offset - first > 1, bytes[first] == 0x30 {
            throw JSONError(.syntax, "a number may not begin with 0", at: first, in: bytes)
        }
        if offset < bytes.count, bytes[offset] == 0x2E {
            isPlain = false
            offset += 1
            _ = try digits(bytes, into: &value)
        }
        if offset < bytes.count, bytes[offset] | 0x20 == 0x65 {
            isPlain = false
            try exponent(bytes)
        }
        guard offset - start <= limits.numberLength else {
            throw JSONError(.limit, "a number is longer than \(limits.numberLength) characters", at: start, in: bytes)
        }
        if isPlain, value != 0 || !negative { return JSONNumber(negative ? -value : value) }
        return JSONNumber(validText: try text(bytes, start..<offset))
    }

    /// Steps over one digit or more. Returns whether the value did not exceed an `Int64`.
    private mutating func digits(_ bytes: Span<UInt8>, into value: inout Int64) throws(JSONError) -> Bool {
        let start = offset
        var fits = true
        while offset < bytes.count, JSONNumber.isDigit(bytes[offset]) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(bytes[offset] - 0x30))
            if overflow || carry { fits = false }
            value = sum
            offset += 1
        }
        guard offset > start else { throw fault("a digit", missing: bytes) }
        return fits
    }

    private mutating func exponent(_ bytes: Span<UInt8>) throws(JSONError) {
        offset += 1
        if offset < bytes.count, bytes[offset] == 0x2B || bytes[offset] == 0x2D { offset += 1 }
        let start = offset
        var ignored: Int64 = 0
        _ = try digits(bytes, into: &ignored)
        guard offset - start <= 9 else {
            throw JSONError(.limit, "an exponent has more than nine digits", at: start, in: bytes)
        }
    }
}

// MARK: - Strings

extension JSONParser {
    private mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> String {
        offset += 1
        let start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0x22 {
                defer { offset += 1 }
                return try text(bytes, start..<offset)
            }
            if byte == 0x5C { return try escapedString(bytes, from: start) }
            guard byte >= 0x20 else { throw fault("a control character in a string must be escaped", bytes) }
            offset += 1
        }
        throw fault("the closing quote of a string", missing: bytes)
    }

    /// The rest of a string that has an escape at `offset`; what comes before it begins at `start`.
    private mutating func escapedString(_ bytes: Span<UInt8>, from start: Int) throws(JSONError) -> String {
        var result = try text(bytes, start..<offset)
        var run = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0x22 {
                if run < offset { result += try text(bytes, run..<offset) }
                try checkLength(result.utf8.count, at: start, bytes)
                offset += 1
                return result
            }
            guard byte >= 0x20 else { throw fault("a control character in a string must be escaped", bytes) }
            guard byte == 0x5C else {
                offset += 1
                continue
            }
            if run < offset { result += try text(bytes, run..<offset) }
            result.unicodeScalars.append(try escape(bytes))
            run = offset
        }
        throw fault("the closing quote of a string", missing: bytes)
    }

    private mutating func escape(_ bytes: Span<UInt8>) throws(JSONError) -> Unicode.Scalar {
        let start = offset
        offset += 1
        guard offset < bytes.count else { throw fault("the closing quote of a string", missing: bytes) }
        defer { offset += 1 }
        switch bytes[offset] {
        case 0x22: return "\""
        case 0x5C: return "\\"
        case 0x2F: return "/"
        case 0x62: return "\u{08}"
        case 0x66: return "\u{0C}"
        case 0x6E: return "\n"
        case 0x72: return "\r"
        case 0x74: return "\t"
        case 0x75: return try unicodeEscape(bytes, at: start)
        default:
            throw JSONError(.syntax, "there is no such escape; write a backslash as \\\\", at: start, in: bytes)
        }
    }

    /// Resolves `\uXXXX`, with its second half when it is a surrogate. Leaves `offset` at the last digit.
    private mutating func unicodeEscape(_ bytes: Span<UInt8>, at start: Int) throws(JSONError) -> Unicode.Scalar {
        let high = try hexDigits(bytes)
        if let scalar = Unicode.Scalar(high) { return scalar }
        let lone = JSONError(.encoding, "a surrogate without its other half", at: start, in: bytes)
        guard high < 0xDC00, offset + 2 < bytes.count, bytes[offset + 1] == 0x5C, bytes[offset + 2] == 0x75 else {
            throw lone
        }
        offset += 2
        let low = try hexDigits(bytes)
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10 | (low - 0xDC00)))
        else { throw lone }
        return scalar
    }

    /// Reads the four digits after the `u` at `offset`. Leaves `offset` at the last digit.
    private mutating func hexDigits(_ bytes: Span<UInt8>) throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            offset += 1
            guard offset < bytes.count else { throw fault("four hexadecimal digits after \\u", missing: bytes) }
            switch bytes[offset] {
            case let byte where JSONNumber.isDigit(byte): value = value << 4 | UInt32(byte - 0x30)
            case let byte where (0x61...0x66).contains(byte | 0x20): value = value << 4 | UInt32((byte | 0x20) - 0x57)
            default: throw fault("four hexadecimal digits after \\u", missing: bytes)
            }
        }
        return value
    }

    /// The bytes as a string, checked to be UTF-8.
    private func text(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONError) -> String {
        try checkLength(range.count, at: range.lowerBound, bytes)
        do {
            return String(copying: try UTF8Span(validating: bytes.extracting(range)))
        } catch {
            throw JSONError(
                .encoding, "a string is not valid UTF-8", at: range.lowerBound + error.byteOffsets.lowerBound,
                in: bytes)
        }
    }

    private func checkLength(_ count: Int, at start: Int, _ bytes: Span<UInt8>) throws(JSONError) {
        guard count <= limits.stringBytes else {
            throw JSONError(.limit, "a string is longer than \(limits.stringBytes) bytes", at: start, in: bytes)
        }
    }
}

// MARK: - Faults

extension JSONParser {
    private func fault(_ message: String, _ bytes: Span<UInt8>) -> JSONError {
        JSONError(.syntax, message, at: offset, in: bytes)
    }

    private func fault(_ expected: String, missing bytes: Span<UInt8>) -> JSONError {
        offset < bytes.count
            ? JSONError(.syntax, "expected \(expected)", at: offset, in: bytes)
            : JSONError(.unexpectedEnd, "the text ends where \(expected) is expected", at: offset, in: bytes)
    }
}

extension String {
    /// The beginning of the string in quotes, for sentences.
    var quoted: String { "\"" + (count > 40 ? prefix(40) + "…" : self[...]) + "\"" }
}
