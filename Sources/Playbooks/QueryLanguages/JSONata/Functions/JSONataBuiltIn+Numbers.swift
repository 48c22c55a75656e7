import JSON

/// Functions of numbers (reference: "Numeric functions").
extension JSONataBuiltIn {
    static let numbers: [JSONataBuiltIn] = [
        JSONataBuiltIn("number", "<(nsb)-:n>", 1) { (_, arguments) throws(JSONataError) in
            switch arguments[0] {
            case .number, .json(.number): return arguments[0]
            case .json(.bool(let value)): return .number(value ? 1 : 0)
            case .json(.string(let text)):
                guard let number = number(text) else {
                    throw JSONataError("D3030", ["value": JSONataText.quoted(text)])
                }
                return .number(number)
            default: return .undefined
            }
        },
        JSONataBuiltIn("abs", "<n-:n>", 1) { (_, arguments) throws(JSONataError) in
            arguments.number(0).map { .number(Swift.abs($0)) } ?? .undefined
        },
        JSONataBuiltIn("floor", "<n-:n>", 1) { (_, arguments) throws(JSONataError) in
            arguments.number(0).map { .number($0.rounded(.down)) } ?? .undefined
        },
        JSONataBuiltIn("ceil", "<n-:n>", 1) { (_, arguments) throws(JSONataError) in
            arguments.number(0).map { .number($0.rounded(.up)) } ?? .undefined
        },
        JSONataBuiltIn("round", "<n-n?:n>", 2) { (_, arguments) throws(JSONataError) in
            guard let number = arguments.number(0) else { return .undefined }
            return .number(rounded(number, to: (arguments.number(1) ?? 0).index))
        },
        JSONataBuiltIn("power", "<n-n:n>", 2) { (_, arguments) throws(JSONataError) in
            guard let base = arguments.number(0) else { return .undefined }
            guard let exponent = arguments.number(1) else { return .undefined }
            let result = power(base, exponent)
            guard result.isFinite else {
                throw JSONataError(
                    "D3061", ["value": JSONataNumber.text(base), "exp": JSONataNumber.text(exponent)])
            }
            return .number(result)
        },
        JSONataBuiltIn("sqrt", "<n-:n>", 1) { (_, arguments) throws(JSONataError) in
            guard let number = arguments.number(0) else { return .undefined }
            guard number >= 0 else { throw JSONataError("D3060", ["value": JSONataNumber.text(number)]) }
            return .number(number.squareRoot())
        },
        JSONataBuiltIn("random", "<n?:n>", 0) { (machine, arguments) throws(JSONataError) in
            guard let seed = arguments.number(0) else { return .number(machine.random.fraction()) }
            var numbers = SeededNumbers(seed: seed.bitPattern)
            return .number(numbers.fraction())
        },
    ]

    /// The number that a text is: decimal, or hexadecimal, octal, binary.
    private static func number(_ text: String) -> Double? {
        if isDecimal(text) { return Double(text).flatMap { $0.isFinite ? $0 : nil } }
        let radix: Int
        switch text.prefix(2) {
        case "0x", "0X": radix = 16
        case "0o", "0O": radix = 8
        case "0b", "0B": radix = 2
        default: return nil
        }
        let digits = text.dropFirst(2)
        guard !digits.isEmpty, digits.utf8.count <= 256 else { return nil }
        var value = 0.0
        for digit in digits {
            guard let number = digit.hexDigitValue, number < radix else { return nil }
            value = value * Double(radix) + Double(number)
        }
        return value
    }

    /// Whether a text is a decimal number, which may begin with zeros.
    private static func isDecimal(_ text: String) -> Bool {
        var scanner = QueryScanner(text)
        func digits() -> Bool { !scanner.take(while: QueryScanner.isDigit).isEmpty }
        _ = scanner.skip("-")
        guard digits() else { return false }
        if scanner.skip("."), !digits() { return false }
        if scanner.skip("e") || scanner.skip("E") {
            _ = scanner.skip("+") || scanner.skip("-")
            guard digits() else { return false }
        }
        return scanner.isAtEnd
    }

    /// Rounded half to even at a decimal place, by the number's decimal digits.
    static func rounded(_ number: Double, to places: Int) -> Double {
        guard places != 0 else { return number.rounded(.toNearestOrEven) + 0 }
        let result = shifted(shifted(number, by: places).rounded(.toNearestOrEven), by: -places)
        return result == 0 ? 0 : result
    }

    /// The number with its decimal point moved.
    private static func shifted(_ number: Double, by places: Int) -> Double {
        guard number.isFinite, number != 0 else { return number }
        let decimal = JSONataNumber.Decimal(number)
        let sign = number < 0 ? "-" : ""
        let exponent = decimal.point + min(max(places, -400), 400)
        return Double("\(sign)0.\(String(decoding: decimal.digits, as: UTF8.self))e\(exponent)") ?? number
    }
}
