/// A whole number as Python has it: of any size.
enum Integer: Hashable {
    case small(Int)
    /// Only what does not fit in an `Int`.
    case big(BigInteger)

    /// Numbers of more bits are refused: nobody needs them, and they cost without bound.
    static let maximumBits = 1 << 16
    /// Python refuses to convert longer numbers to or from text (CVE-2020-10735).
    static let maximumDigits = 4300

    init(_ value: Int) { self = .small(value) }

    init(_ big: BigInteger) { self = big.int.map(Integer.small) ?? .big(big) }

    /// The whole part of a finite double.
    init(truncating value: Double) {
        if let int = Int(exactly: value.rounded(.towardZero)) {
            self = .small(int)
            return
        }
        // value = significand × 2^exponent, with an integer significand of 53 bits.
        let exponent = Int(value.exponent) - 52
        let significand = Int(value.significandBitPattern | 1 << 52)
        var limbs = [UInt32](repeating: 0, count: exponent / 32)
        limbs.append(contentsOf: (BigInteger(significand) * BigInteger(1 << (exponent % 32))).limbs)
        self = .big(BigInteger(isNegative: value < 0, limbs: limbs))
    }

    /// Decimal digits with or without a sign; `nil` for anything else.
    init?(decimal text: some StringProtocol) {
        if let int = Int(text), text.utf8.first != 0x2B || text.utf8.count > 1 {
            self = .small(int)
            return
        }
        let isNegative = text.utf8.first == 0x2D
        let digits = isNegative || text.utf8.first == 0x2B ? text.dropFirst() : text[...]
        guard digits.utf8.count <= Self.maximumDigits,
            let big = BigInteger(digits: digits, base: 10)
        else { return nil }
        self.init(isNegative ? -big : big)
    }

    var big: BigInteger {
        switch self {
        case .small(let value): BigInteger(value)
        case .big(let value): value
        }
    }

    var int: Int? {
        guard case .small(let value) = self else { return nil }
        return value
    }

    var double: Double {
        switch self {
        case .small(let value): Double(value)
        case .big(let value): value.double
        }
    }

    var isZero: Bool { self == .small(0) }
    var isNegative: Bool {
        switch self {
        case .small(let value): value < 0
        case .big(let value): value.isNegative
        }
    }

    var bitWidth: Int {
        switch self {
        case .small(let value): Int.bitWidth - value.magnitude.leadingZeroBitCount
        case .big(let value): value.bitWidth
        }
    }

    /// The number in a base, with its sign.
    func text(base: Int = 10) -> String {
        switch self {
        case .small(let value): String(value, radix: base)
        case .big(let value): (value.isNegative ? "-" : "") + value.magnitudeText(base: base)
        }
    }

    /// The decimal text, refused as by Python when it is too long.
    func checkedText() throws(TemplateError) -> String {
        // 14,285 bits have 4,300 digits or one more: longer ones need not be written out.
        let text = bitWidth > 14_300 ? "" : text()
        guard bitWidth <= 14_300, text.utf8.count - (isNegative ? 1 : 0) <= Self.maximumDigits else {
            throw TemplateError(
                .value,
                "Exceeds the limit (\(Self.maximumDigits) digits) for integer string conversion; use"
                    + " sys.set_int_max_str_digits() to increase the limit")
        }
        return text
    }

    prefix static func - (value: Integer) -> Integer {
        if case .small(let int) = value, int != .min { return .small(-int) }
        return Integer(-value.big)
    }

    static func + (left: Integer, right: Integer) -> Integer {
        if case .small(let one) = left, case .small(let other) = right {
            let (sum, overflow) = one.addingReportingOverflow(other)
            if !overflow { return .small(sum) }
        }
        return Integer(left.big + right.big)
    }

    static func - (left: Integer, right: Integer) -> Integer {
        if case .small(let one) = left, case .small(let other) = right {
            let (difference, overflow) = one.subtractingReportingOverflow(other)
            if !overflow { return .small(difference) }
        }
        return Integer(left.big - right.big)
    }

    static func * (left: Integer, right: Integer) -> Integer {
        if case .small(let one) = left, case .small(let other) = right {
            let (product, overflow) = one.multipliedReportingOverflow(by: other)
            if !overflow { return .small(product) }
        }
        return Integer(left.big * right.big)
    }

    static func < (left: Integer, right: Integer) -> Bool {
        if case .small(let one) = left, case .small(let other) = right { return one < other }
        return left.big < right.big
    }

    /// Quotient and remainder rounded down, as Python's `//` and `%`. The divisor is not zero.
    func floorDivided(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
        if case .small(let one) = self, case .small(let other) = divisor, !(one == .min && other == -1) {
            let quotient = one / other
            let remainder = one % other
            guard remainder != 0, (remainder < 0) != (other < 0) else {
                return (.small(quotient), .small(remainder))
            }
            return (.small(quotient - 1), .small(remainder + other))
        }
        let (quotient, remainder) = big.dividedTowardsZero(by: divisor.big)
        guard !remainder.isZero, remainder.isNegative != divisor.isNegative else {
            return (Integer(quotient), Integer(remainder))
        }
        return (Integer(quotient - BigInteger(1)), Integer(remainder + divisor.big))
    }

    /// The nearest double to the quotient of two integers, also where neither fits in a double; `nil` when the quotient
    /// itself does not.
    func trueDivided(by divisor: Integer) -> Double? {
        if let one = int, let other = divisor.int, one.magnitude < 1 << 53, other.magnitude < 1 << 53 {
            return Double(one) / Double(other)
        }
        // Scaled so that the quotient has 64 bits and more; what is left over only decides about rounding.
        let shift = max(0, 66 - (bitWidth - divisor.bitWidth))
        var limbs = [UInt32](repeating: 0, count: shift / 32)
        limbs.append(contentsOf: (big * BigInteger(1 << (shift % 32))).limbs)
        let (quotient, remainder) = BigInteger(isNegative: isNegative, limbs: limbs).dividedTowardsZero(by: divisor.big)
        var sticky = quotient
        if !remainder.isZero, sticky.limbs[0] & 1 == 0 {
            sticky = BigInteger(
                isNegative: quotient.isNegative, limbs: [sticky.limbs[0] | 1] + sticky.limbs.dropFirst())
        }
        let value = sticky.double
        let result = Double(sign: .plus, exponent: -shift, significand: value)
        return result.isFinite ? result : nil
    }

    /// A power with an exponent that is not negative; `nil` when it would be too large.
    func power(_ exponent: Int) -> Integer? {
        guard bitWidth <= 1 || bitWidth * exponent <= Self.maximumBits else { return nil }
        var result = Integer(1)
        var factor = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result * factor }
            rest >>= 1
            if rest > 0 { factor = factor * factor }
        }
        return result
    }
}
