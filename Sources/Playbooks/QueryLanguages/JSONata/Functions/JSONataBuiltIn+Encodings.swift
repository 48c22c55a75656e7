import Encodings

/// Functions that encode strings (reference: "String functions").
extension JSONataBuiltIn {
    static let encodings: [JSONataBuiltIn] = [
        JSONataBuiltIn("base64encode", "<s-:s>", 1) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            return try machine.string(Base64.standard.encode(Array(text.utf8)))
        },
        JSONataBuiltIn("base64decode", "<s-:s>", 1) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            return try machine.string(decodeBase64(text))
        },
        JSONataBuiltIn("encodeUrlComponent", "<s-:s>", 1) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            return try machine.string(percentEncoded(text, keeping: "-_.!~*'()"))
        },
        JSONataBuiltIn("encodeUrl", "<s-:s>", 1) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            return try machine.string(percentEncoded(text, keeping: "-_.!~*'();/?:@&=+$,#"))
        },
        JSONataBuiltIn("decodeUrlComponent", "<s-:s>", 1) { (_, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            return .string(try percentDecoded(text, "decodeUrlComponent", keeping: ""))
        },
        JSONataBuiltIn("decodeUrl", "<s-:s>", 1) { (_, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            return .string(try percentDecoded(text, "decodeUrl", keeping: ";/?:@&=+$,#"))
        },
    ]

    /// What the letters of base 64 say; all other characters, and bits that are left over, say nothing.
    private static func decodeBase64(_ text: String) -> String {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text.utf8 {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func percentEncoded(_ text: String, keeping: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let kept = Set(keeping.utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0x30...0x39:
                result.append(byte)
            case _ where kept.contains(byte): result.append(byte)
            default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func percentDecoded(
        _ text: String, _ function: String, keeping: String
    ) throws(JSONataError) -> String {
        let kept = Set(keeping.utf8)
        let input = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        func malformed() -> JSONataError {
            JSONataError("D3140", ["value": JSONataText.quoted(text), "functionName": function])
        }
        while index < input.count {
            guard input[index] == UInt8(ascii: "%") else {
                result.append(input[index])
                index += 1
                continue
            }
            guard index + 2 < input.count,
                let byte = UInt8(String(decoding: input[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            else { throw malformed() }
            if kept.contains(byte) {
                result += input[index...(index + 2)]
            } else {
                result.append(byte)
            }
            index += 3
        }
        guard let decoded = String(validating: result, as: UTF8.self) else { throw malformed() }
        return decoded
    }
}
