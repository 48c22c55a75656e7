/// `int(text)` and `float(text)` of Python.
enum PythonNumber {
    /// `int(text, base)`; `nil` where Python raises ValueError.
    static func integer(_ text: String, base: Int = 10) -> Integer? {
        var digits = stripped(text)
        let isNegative = digits.first == "-"
        if isNegative || digits.first == "+" { digits.removeFirst() }
        var base = base
        let prefixes: [Character: Int] = ["x": 16, "o": 8, "b": 2]
        var hasPrefix = false
        if digits.first == "0", digits.count > 1,
            let named = prefixes[Character(String(digits[digits.index(after: digits.startIndex)]).lowercased())],
            base == named || base == 0
        {
            digits.removeFirst(2)
            base = named
            hasPrefix = true
        }
        if base == 0 {
            base = 10
            if digits.first == "0", digits.contains(where: { $0 != "0" && $0 != "_" }) { return nil }
        }
        guard let plain = withoutUnderscores(digits, allowsLeading: hasPrefix) else { return nil }
        guard plain.utf8.count <= Integer.maximumDigits || base & (base - 1) == 0 else { return nil }
        guard let big = BigInteger(digits: asciiDigits(plain), base: base) else { return nil }
        return Integer(isNegative ? -big : big)
    }

    /// `float(text)`; `nil` where Python raises ValueError.
    static func float(_ text: String) -> Double? {
        let trimmed = stripped(text)
        let unsigned = trimmed.drop { $0 == "-" || $0 == "+" }
        guard trimmed.count - unsigned.count <= 1 else { return nil }
        switch unsigned.lowercased() {
        case "inf", "infinity": return trimmed.hasPrefix("-") ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        guard
            unsigned.unicodeScalars.allSatisfy({
                $0 == "_" || $0 == "." || $0 == "e" || $0 == "E" || $0 == "+" || $0 == "-"
                    || PythonCharacter.isDecimal($0)
            })
        else { return nil }
        let plain = asciiDigits(trimmed)
        var cleaned = ""
        var previous: Character = " "
        for (offset, character) in plain.enumerated() {
            if character == "_" {
                let next = plain.dropFirst(offset + 1).first
                guard previous.isWholeNumber, next?.isWholeNumber ?? false else { return nil }
            } else {
                cleaned.append(character)
            }
            previous = character
        }
        let digits = cleaned.filter(\.isWholeNumber)
        guard !digits.isEmpty else { return nil }
        // Swift wants a digit on both sides of the point.
        if let point = cleaned.firstIndex(of: ".") {
            let next = cleaned.index(after: point)
            if next == cleaned.endIndex || !cleaned[next].isWholeNumber { cleaned.insert("0", at: next) }
            if point == cleaned.startIndex || !cleaned[cleaned.index(before: point)].isWholeNumber {
                guard plain.contains(where: \.isWholeNumber), !startsExponent(plain) else { return nil }
                cleaned.insert("0", at: point)
            }
        }
        return Double(cleaned)
    }

    /// `.e5` has no digits before its exponent.
    private static func startsExponent(_ text: String) -> Bool {
        let mantissa = text.prefix { $0 != "e" && $0 != "E" }
        return !mantissa.contains(where: \.isWholeNumber)
    }

    static func stripped(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let start = scalars.drop(while: PythonCharacter.isSpace)
        var end = start
        while let last = end.last, PythonCharacter.isSpace(last) { end = end.dropLast() }
        return String(end)
    }

    private static func withoutUnderscores(_ digits: String, allowsLeading: Bool) -> String? {
        var result = ""
        var mayUnderscore = allowsLeading
        for character in digits {
            if character == "_" {
                guard mayUnderscore else { return nil }
                mayUnderscore = false
            } else {
                result.append(character)
                mayUnderscore = true
            }
        }
        return result.isEmpty || !mayUnderscore ? nil : result
    }

    /// Decimal digits of any script as those of ASCII.
    private static func asciiDigits(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    guard !scalar.isASCII, let value = scalar.properties.numericValue, PythonCharacter.isDecimal(scalar)
                    else { return scalar }
                    return Unicode.Scalar(UInt8(0x30 + Int(value)))
                }))
    }
}
