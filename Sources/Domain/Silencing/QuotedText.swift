/// Text in double quotes, with the escapes of Go (`strconv.Quote` and `strconv.Unquote`).
enum QuotedText {
    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}", "\\": "\\", "\"": "\"",
    ]
    private static let letters = Dictionary(uniqueKeysWithValues: escapes.map { ($1, $0) })

    static func quote(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if let letter = letters[scalar] {
                quoted += "\\\(letter)"
            } else if scalar.value < 0x20 || scalar.value == 0x7F {
                quoted +=
                    "\\u" + String(repeating: "0", count: scalar.value < 0x10 ? 3 : 2)
                    + String(scalar.value, radix: 16)
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// The text between the quotes, with its escapes; `nil` when one is none, or the bytes are no UTF-8.
    static func unquote(_ inside: some Sequence<Unicode.Scalar>) -> String? {
        var bytes: [UInt8] = []
        var iterator = inside.makeIterator()
        func number(_ digits: Int, _ radix: Int, from first: Unicode.Scalar? = nil) -> UInt32? {
            var text = first.map { String($0) } ?? ""
            while text.count < digits {
                guard let next = iterator.next(), next.isASCII, next != "+", next != "-" else { return nil }
                text.unicodeScalars.append(next)
            }
            return UInt32(text, radix: radix)
        }
        while let scalar = iterator.next() {
            if scalar == "\n" { return nil }
            guard scalar == "\\" else {
                bytes += Array(String(scalar).utf8)
                continue
            }
            guard let letter = iterator.next() else { return nil }
            switch letter {
            case "x":
                guard let byte = number(2, 16) else { return nil }
                bytes.append(UInt8(truncatingIfNeeded: byte))
            case "0"..."7":
                guard let byte = number(3, 8, from: letter), byte < 256 else { return nil }
                bytes.append(UInt8(byte))
            case "u", "U":
                guard let scalar = number(letter == "u" ? 4 : 8, 16).flatMap(Unicode.Scalar.init) else { return nil }
                bytes += Array(String(scalar).utf8)
            default:
                guard let scalar = escapes[letter] else { return nil }
                bytes += Array(String(scalar).utf8)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
