/// Numbers.
extension LiteralEvaluation {
    mutating func number() throws -> Value {
        if current == "0", let mark = peek(1), "xXoObB".unicodeScalars.contains(mark) {
            index += 2
            let base = mark == "x" || mark == "X" ? 16 : mark == "o" || mark == "O" ? 8 : 2
            let digits = try digits(allowingLeadingUnderscore: true) {
                Character($0).hexOrLetterValue.map { $0 < base } ?? false
            }
            try endOfNumber()
            guard let big = BigInteger(digits: digits, base: base), big.bitWidth <= Integer.maximumBits else {
                throw NoLiteral()
            }
            return .int(Integer(big))
        }
        var text = ""
        var isFloat = false
        if current != "." { text = try decimalDigits() }
        let whole = text
        if current == "." {
            isFloat = true
            index += 1
            text += "."
            if let scalar = current, ("0"..."9").contains(scalar) { text += try decimalDigits() }
        }
        if let mark = current, mark == "e" || mark == "E" {
            isFloat = true
            index += 1
            text += "e"
            if let sign = current, sign == "+" || sign == "-" {
                text += String(sign)
                index += 1
            }
            text += try decimalDigits()
        }
        if current == "j" || current == "J" {
            index += 1
            try endOfNumber()
            let value = Double(padded(text)) ?? .infinity
            return .object(OpaqueObject(type: "complex", text: "\(try complexPart(.float(value)))j"))
        }
        try endOfNumber()
        if isFloat { return .float(Double(padded(text)) ?? .infinity) }
        // A leading zero is allowed to zero alone.
        if whole.count > 1, whole.first == "0", whole.contains(where: { $0 != "0" }) { throw NoLiteral() }
        guard let integer = Integer(decimal: whole) else { throw NoLiteral() }
        return .int(integer)
    }

    /// Swift reads `1.` and `.5` only with digits on both sides.
    private func padded(_ text: String) -> String {
        var result = text.hasPrefix(".") ? "0" + text : text
        if let point = result.firstIndex(of: ".") {
            let next = result.index(after: point)
            if next == result.endIndex || result[next] == "e" { result.insert("0", at: next) }
        }
        return result
    }

    private mutating func decimalDigits() throws -> String {
        try digits(allowingLeadingUnderscore: false) { ("0"..."9").contains($0) }
    }

    private mutating func digits(
        allowingLeadingUnderscore: Bool, _ isDigit: (Unicode.Scalar) -> Bool
    ) throws -> String {
        var result = ""
        var lastWasDigit = allowingLeadingUnderscore
        while let scalar = current {
            if isDigit(scalar) {
                result.unicodeScalars.append(scalar)
                lastWasDigit = true
            } else if scalar == "_", lastWasDigit {
                lastWasDigit = false
            } else {
                break
            }
            index += 1
        }
        guard !result.isEmpty, lastWasDigit else { throw NoLiteral() }
        return result
    }

    private func endOfNumber() throws {
        if let scalar = current, PythonCharacter.isIdentifierPart(scalar) || scalar == "." { throw NoLiteral() }
    }
}
