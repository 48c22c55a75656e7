/// Strings and bytes.
extension LiteralEvaluation {
    /// One or more strings beside each other, which are one.
    mutating func strings() throws -> Value {
        var result = String.UnicodeScalarView()
        var isBytes: Bool?
        while current == "'" || current == "\"" || startsPrefixedString() {
            var prefix = ""
            while let scalar = current, scalar != "'", scalar != "\"" {
                prefix.unicodeScalars.append(scalar)
                index += 1
            }
            let mark = prefix.lowercased()
            let bytes = mark.contains("b")
            guard isBytes == nil || isBytes == bytes else { throw NoLiteral() }
            isBytes = bytes
            var reader = PythonString(source: source, index: index, isRaw: mark.contains("r"), isBytes: bytes)
            guard let part = reader.read() else { throw NoLiteral() }
            index = reader.index
            result.append(contentsOf: part)
            skipSpace()
        }
        guard isBytes == true else { return .text(String(result)) }
        return .object(OpaqueObject(type: "bytes", text: "b" + bytesText(result)))
    }

    func startsPrefixedString() -> Bool {
        var place = index
        while place < source.count, place - index < 2, "rRbBuU".unicodeScalars.contains(source[place]) { place += 1 }
        return place > index && place < source.count && (source[place] == "'" || source[place] == "\"")
    }

    private func bytesText(_ scalars: String.UnicodeScalarView) -> String {
        let quoted = Representation.quoted(
            String(String.UnicodeScalarView(scalars.map { $0.value < 0x80 ? $0 : "\u{1}" })))
        guard scalars.contains(where: { $0.value >= 0x80 }) else { return quoted }
        var result = "'"
        for scalar in scalars {
            switch scalar {
            case "'", "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                let hex = String(scalar.value, radix: 16)
                result +=
                    (0x20..<0x7F).contains(scalar.value)
                    ? String(scalar) : "\\x" + (hex.count < 2 ? "0" : "") + hex
            }
        }
        return result + "'"
    }
}
