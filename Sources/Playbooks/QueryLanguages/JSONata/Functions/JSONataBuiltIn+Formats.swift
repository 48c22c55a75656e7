import OrderedCollections

/// Functions that write numbers and read them (reference: "Numeric functions").
extension JSONataBuiltIn {
    static let formats: [JSONataBuiltIn] = [
        JSONataBuiltIn("formatNumber", "<n-so?:s>", 3) { (machine, arguments) throws(JSONataError) in
            guard let number = try arguments.finite(0) else { return .undefined }
            let symbols = JSONataNumberSymbols(arguments[2].members ?? [:])
            let picture = try JSONataNumberPicture(parsing: arguments.string(1) ?? "", symbols)
            return try machine.string(picture.format(number))
        },
        JSONataBuiltIn("formatBase", "<n-n?:s>", 2) { (_, arguments) throws(JSONataError) in
            guard let number = try arguments.finite(0) else { return .undefined }
            let radix = rounded(try arguments.finite(1) ?? 10, to: 0)
            guard radix >= 2, radix <= 36 else { throw JSONataError("D3100", ["value": JSONataNumber.text(radix)]) }
            return .string(digits(of: rounded(number, to: 0), radix: radix))
        },
        JSONataBuiltIn("formatInteger", "<n-s:s>", 2) { (machine, arguments) throws(JSONataError) in
            guard let number = try arguments.finite(0), let picture = arguments.string(1) else { return .undefined }
            return try machine.string(
                try JSONataIntegerPicture(parsing: picture).format(number.rounded(.down), machine))
        },
        JSONataBuiltIn("parseInteger", "<s-s:n>", 2) { (_, arguments) throws(JSONataError) in
            guard let text = arguments.string(0), let picture = arguments.string(1) else { return .undefined }
            return try JSONataIntegerPicture(parsing: picture).parse(text).map { .number($0) } ?? .undefined
        },
    ]

    private static func digits(of number: Double, radix: Double) -> String {
        if radix == 10 { return JSONataNumber.text(number) }
        if let integer = Int64(exactly: number) { return String(integer, radix: Int(radix)) }
        var rest = abs(number)
        var digits: [UInt8] = []
        while rest >= 1 {
            let digit = UInt8(rest.truncatingRemainder(dividingBy: radix))
            digits.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            rest = (rest / radix).rounded(.towardZero)
        }
        return (number < 0 ? "-" : "") + String(decoding: digits.reversed(), as: UTF8.self)
    }
}
