/// Writes JSON text.
public struct JSONSerializer: Sendable {
    /// How the text looks.
    public enum Format: Sendable {
        /// Without any whitespace, members and numbers as they are: for machines.
        case compact
        /// A member or element a line, indented by two spaces: for people.
        case pretty
        /// Compact, keys sorted by UTF-16 code units (RFC 8785 section 3.2.3), one spelling for every number: equal
        /// values give equal bytes, for digests.
        case canonical
    }

    /// How the text looks.
    public var format: Format
    /// Whether `<`, `>`, `&`, U+2028 and U+2029 are escaped, so that the text can stand inside an HTML script element.
    public var escapesForHTML: Bool

    /// A writer.
    /// - Parameters:
    ///   - format: how the text looks; compact by default.
    ///   - escapesForHTML: whether `<`, `>`, `&` and the like are escaped, so that the text can stand inside a page.
    public init(_ format: Format = .compact, escapesForHTML: Bool = false) {
        self.format = format
        self.escapesForHTML = escapesForHTML
    }

    /// The value as UTF-8.
    public func bytes(_ json: JSON) -> [UInt8] {
        var output: [UInt8] = []
        append(json, to: &output)
        return output
    }

    /// The value as text.
    public func string(_ json: JSON) -> String { String(decoding: bytes(json), as: UTF8.self) }

    /// Appends the value as UTF-8.
    public func append(_ json: JSON, to output: inout [UInt8]) { write(json, 0, &output) }

    private func write(_ json: JSON, _ level: Int, _ output: inout [UInt8]) {
        switch json {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number):
            output.append(contentsOf: (format == .canonical ? number.canonicalText : number.text).utf8)
        case .string(let string): write(string, &output)
        case .array(let elements): write(elements, level, &output)
        case .object(let object): write(object, level, &output)
        }
    }

    private func write(_ elements: [JSON], _ level: Int, _ output: inout [UInt8]) {
        output.append(0x5B)
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(0x2C) }
            breakLine(level + 1, &output)
            write(element, level + 1, &output)
        }
        if !elements.isEmpty { breakLine(level, &output) }
        output.append(0x5D)
    }

    private func write(_ object: JSONObject, _ level: Int, _ output: inout [UInt8]) {
        output.append(0x7B)
        var isFirst = true
        func write(member key: String, _ value: JSON, _ output: inout [UInt8]) {
            if !isFirst { output.append(0x2C) }
            isFirst = false
            breakLine(level + 1, &output)
            self.write(key, &output)
            output.append(0x3A)
            if format == .pretty { output.append(0x20) }
            self.write(value, level + 1, &output)
        }
        if format == .canonical {
            for (key, value) in object.sorted(by: { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }) {
                write(member: key, value, &output)
            }
        } else {
            for (key, value) in object { write(member: key, value, &output) }
        }
        if !isFirst { breakLine(level, &output) }
        output.append(0x7D)
    }

    private func breakLine(_ level: Int, _ output: inout [UInt8]) {
        guard format == .pretty else { return }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: 2 * level))
    }
}

// MARK: - Strings

extension JSONSerializer {
    /// Copies what needs no escape in runs, as long as they are.
    private func write(_ string: String, _ output: inout [UInt8]) {
        output.append(0x22)
        let bytes = string.utf8.span
        var start = 0
        var index = 0
        while index < bytes.count {
            guard needsCare(bytes[index]) else {
                index += 1
                continue
            }
            let length = escapedLength(bytes, index)
            if length > 0 {
                append(bytes, start..<index, &output)
                escape(bytes, index, &output)
                start = index + length
            }
            index += max(length, 1)
        }
        append(bytes, start..<bytes.count, &output)
        output.append(0x22)
    }

    private func append(_ bytes: Span<UInt8>, _ range: Range<Int>, _ output: inout [UInt8]) {
        unsafe bytes.extracting(range).withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
    }

    /// Whether a byte must, or begins what may have to, be escaped.
    @inline(__always)
    private func needsCare(_ byte: UInt8) -> Bool {
        switch byte {
        case ..<0x20, 0x22, 0x5C: true
        case 0x3C, 0x3E, 0x26, 0xE2: escapesForHTML
        default: false
        }
    }

    /// How many bytes the character that begins here, and needs care, takes; 0 when it stays as it is.
    private func escapedLength(_ bytes: Span<UInt8>, _ index: Int) -> Int {
        guard bytes[index] == 0xE2 else { return 1 }
        // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
        return bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8 ? 3 : 0
    }

    private func escape(_ bytes: Span<UInt8>, _ index: Int, _ output: inout [UInt8]) {
        switch bytes[index] {
        case 0x22: output.append(contentsOf: #"\""#.utf8)
        case 0x5C: output.append(contentsOf: #"\\"#.utf8)
        case 0x0A: output.append(contentsOf: #"\n"#.utf8)
        case 0x0D: output.append(contentsOf: #"\r"#.utf8)
        case 0x09: output.append(contentsOf: #"\t"#.utf8)
        case 0x08: output.append(contentsOf: #"\b"#.utf8)
        case 0x0C: output.append(contentsOf: #"\f"#.utf8)
        case 0xE2: output.append(contentsOf: (bytes[index + 2] == 0xA8 ? #"\u2028"# : #"\u2029"#).utf8)
        case let byte:
            let digits = Array("0123456789abcdef".utf8)
            output.append(contentsOf: #"\u00"#.utf8)
            output.append(digits[Int(byte >> 4)])
            output.append(digits[Int(byte & 0x0F)])
        }
    }
}

extension JSON {
    /// The value as UTF-8, compact unless said otherwise.
    public func bytes(_ format: JSONSerializer.Format = .compact) -> [UInt8] { JSONSerializer(format).bytes(self) }

    /// The value as text, compact unless said otherwise.
    public func text(_ format: JSONSerializer.Format = .compact) -> String { JSONSerializer(format).string(self) }
}
