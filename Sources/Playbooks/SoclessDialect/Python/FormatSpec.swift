/// How one value is formatted: `[[fill]align][sign][#][0][width][,][.precision][type]` of Python, and what `%` has of it.
struct FormatSpec {
    var fill: Unicode.Scalar = " "
    /// `<`, `>`, `^` or `=`; `nil` as is usual for the value.
    var alignment: Unicode.Scalar?
    var sign: Unicode.Scalar = "-"
    var isAlternate = false
    var isZeroPadded = false
    var width = 0
    var grouping: Unicode.Scalar?
    var precision: Int?
    var type: Unicode.Scalar?

    init() {}

    /// Reads the specification of `format()`; `nil` when it is none.
    init?(_ text: String) {
        var scalars = Array(text.unicodeScalars)[...]
        let alignments = "<>^=".unicodeScalars
        if scalars.count >= 2, alignments.contains(scalars[scalars.startIndex + 1]) {
            fill = scalars.removeFirst()
            alignment = scalars.removeFirst()
        } else if let first = scalars.first, alignments.contains(first) {
            alignment = scalars.removeFirst()
        }
        if let first = scalars.first, "+- ".unicodeScalars.contains(first) { sign = scalars.removeFirst() }
        if scalars.first == "#" {
            isAlternate = true
            scalars.removeFirst()
        }
        if scalars.first == "0" {
            isZeroPadded = true
            scalars.removeFirst()
        }
        guard let width = Self.number(&scalars) else { return nil }
        self.width = width
        if let first = scalars.first, first == "," || first == "_" { grouping = scalars.removeFirst() }
        if scalars.first == "." {
            scalars.removeFirst()
            guard let digit = scalars.first, ("0"..."9").contains(digit) else { return nil }
            precision = Self.number(&scalars)
        }
        if let first = scalars.first {
            type = first
            scalars.removeFirst()
        }
        guard scalars.isEmpty else { return nil }
    }

    private static func number(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Int? {
        var result = 0
        while let digit = scalars.first, ("0"..."9").contains(digit) {
            result = result * 10 + Int(digit.value - 0x30)
            guard result < 1 << 30 else { return nil }
            scalars.removeFirst()
        }
        return result
    }

    /// Text in the field's width.
    func padded(_ text: String, defaultAlignment: Unicode.Scalar) -> String {
        let missing = width - text.unicodeScalars.count
        guard missing > 0 else { return text }
        func filling(_ count: Int) -> String { String(String.UnicodeScalarView(repeatElement(fill, count: count))) }
        switch alignment ?? defaultAlignment {
        case "<": return text + filling(missing)
        case "^": return filling(missing / 2) + text + filling(missing - missing / 2)
        default: return filling(missing) + text
        }
    }

    /// A sign, a prefix and digits in the field's width.
    private func assembled(negative: Bool, prefix: String, digits: String) -> String {
        let sign = negative ? "-" : sign == "-" ? "" : String(sign)
        let missing = width - sign.utf8.count - prefix.utf8.count - digits.unicodeScalars.count
        if missing > 0, alignment == "=" || (isZeroPadded && alignment == nil) {
            let filling = String(
                String.UnicodeScalarView(repeatElement(isZeroPadded && alignment == nil ? "0" : fill, count: missing)))
            return sign + prefix + filling + digits
        }
        return padded(sign + prefix + digits, defaultAlignment: ">")
    }

    /// - Parameter isPercent: Whether a precision is a least number of digits, as `%` has it.
    func number(_ value: Integer, _ type: Unicode.Scalar, isPercent: Bool = false) -> String {
        let base = type == "x" || type == "X" ? 16 : type == "o" ? 8 : type == "b" ? 2 : 10
        var digits = value.text(base: base)
        if value.isNegative { digits.removeFirst() }
        if isPercent, let precision, digits.utf8.count < precision {
            digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
        }
        if let grouping { digits = grouped(digits, by: base == 10 ? 3 : 4, String(grouping)) }
        var prefix = isAlternate ? ["x": "0x", "X": "0X", "o": "0o", "b": "0b"][String(type)] ?? "" : ""
        if type == "X" {
            digits = digits.uppercased()
            prefix = prefix.uppercased()
        }
        return assembled(negative: value.isNegative, prefix: prefix, digits: digits)
    }

    func number(_ value: Double, _ type: Unicode.Scalar) -> String {
        let isUpper = type == "E" || type == "F" || type == "G"
        let isNegative = value.sign == .minus && !value.isNaN
        guard value.isFinite else {
            var spec = self
            if isZeroPadded { spec.isZeroPadded = false }
            let text = value.isNaN ? "nan" : "inf"
            return spec.assembled(negative: isNegative, prefix: "", digits: isUpper ? text.uppercased() : text)
        }
        let magnitude = value.magnitude
        let places = min(precision ?? 6, 2000)
        var digits: String
        switch type {
        case "f", "F": digits = FloatText.fixed(magnitude, places) + (isAlternate && places == 0 ? "." : "")
        case "%": digits = FloatText.fixed(magnitude * 100, places) + "%"
        case "e", "E":
            let (significant, exponent) = FloatText.significant(magnitude, places + 1)
            digits = FloatText.scientific(significant, exponent: exponent)
        default: digits = general(magnitude, max(places, 1))
        }
        if isUpper { digits = digits.uppercased() }
        if let grouping { digits = groupedFraction(digits, String(grouping)) }
        return assembled(negative: isNegative, prefix: "", digits: digits)
    }

    /// `g`: without zeros at the end, and with an exponent when it is below -4 or not below the precision.
    private func general(_ magnitude: Double, _ count: Int) -> String {
        var (digits, exponent) = FloatText.significant(magnitude, count)
        if !isAlternate { while digits.count > 1, digits.last == 0x30 { digits.removeLast() } }
        if exponent < -4 || exponent >= count { return FloatText.scientific(digits, exponent: exponent) }
        return FloatText.plain(digits, point: exponent + 1, keepsFraction: false)
    }

    private func groupedFraction(_ text: String, _ separator: String) -> String {
        let whole = text.prefix { $0.isWholeNumber }
        return grouped(String(whole), by: 3, separator) + text.dropFirst(whole.count)
    }

    private func grouped(_ digits: String, by size: Int, _ separator: String) -> String {
        var result = ""
        let count = digits.utf8.count
        for (index, digit) in digits.enumerated() {
            if index > 0, (count - index) % size == 0 { result += separator }
            result.append(digit)
        }
        return result
    }
}
