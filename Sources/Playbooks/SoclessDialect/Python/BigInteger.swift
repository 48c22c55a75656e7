/// A whole number of any size: sign and magnitude, for what does not fit in 64 bits.
struct BigInteger: Hashable {
    private(set) var isNegative: Bool
    /// From the least significant; without leading zeros, empty for zero.
    private(set) var limbs: [UInt32]

    init(isNegative: Bool, limbs: [UInt32]) {
        var limbs = limbs
        while limbs.last == 0 { limbs.removeLast() }
        self.limbs = limbs
        self.isNegative = isNegative && !limbs.isEmpty
    }

    init(_ value: Int) {
        let magnitude = value.magnitude
        self.init(
            isNegative: value < 0,
            limbs: [UInt32(truncatingIfNeeded: magnitude), UInt32(truncatingIfNeeded: magnitude >> 32)])
    }

    /// The number of digits in a base from 2 to 36; `nil` when there is none or another character among them.
    init?(digits: some StringProtocol, base: Int) {
        var limbs: [UInt32] = []
        guard !digits.isEmpty else { return nil }
        for character in digits.unicodeScalars {
            guard let digit = Character(character).hexOrLetterValue, digit < base else { return nil }
            var carry = UInt64(digit)
            for index in limbs.indices {
                let product = UInt64(limbs[index]) * UInt64(base) + carry
                limbs[index] = UInt32(truncatingIfNeeded: product)
                carry = product >> 32
            }
            if carry > 0 { limbs.append(UInt32(carry)) }
        }
        self.init(isNegative: false, limbs: limbs)
    }

    /// The value, when it fits.
    var int: Int? {
        guard limbs.count <= 2 else { return nil }
        let magnitude = limbs.reversed().reduce(UInt64(0)) { $0 << 32 | UInt64($1) }
        if isNegative { return magnitude <= UInt64(Int.max) + 1 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int(exactly: magnitude)
    }

    var isZero: Bool { limbs.isEmpty }

    /// How many bits the magnitude has.
    var bitWidth: Int { limbs.last.map { limbs.count * 32 - $0.leadingZeroBitCount } ?? 0 }

    prefix static func - (value: BigInteger) -> BigInteger {
        BigInteger(isNegative: !value.isNegative, limbs: value.limbs)
    }

    static func + (left: BigInteger, right: BigInteger) -> BigInteger {
        guard left.isNegative != right.isNegative else {
            return BigInteger(isNegative: left.isNegative, limbs: sum(left.limbs, right.limbs))
        }
        if isLess(left.limbs, right.limbs) {
            return BigInteger(isNegative: right.isNegative, limbs: difference(right.limbs, left.limbs))
        }
        return BigInteger(isNegative: left.isNegative, limbs: difference(left.limbs, right.limbs))
    }

    static func - (left: BigInteger, right: BigInteger) -> BigInteger { left + (-right) }

    static func * (left: BigInteger, right: BigInteger) -> BigInteger {
        var result = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (offset, limb) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for (index, other) in right.limbs.enumerated() {
                let value = UInt64(limb) * UInt64(other) + UInt64(result[offset + index]) + carry
                result[offset + index] = UInt32(truncatingIfNeeded: value)
                carry = value >> 32
            }
            result[offset + right.limbs.count] = UInt32(carry)
        }
        return BigInteger(isNegative: left.isNegative != right.isNegative, limbs: result)
    }

    static func < (left: BigInteger, right: BigInteger) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative ? isLess(right.limbs, left.limbs) : isLess(left.limbs, right.limbs)
    }

    /// Quotient and remainder, rounded towards zero. The divisor is not zero.
    func dividedTowardsZero(by divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger) {
        let (quotient, remainder) = Self.divide(limbs, divisor.limbs)
        return (
            BigInteger(isNegative: isNegative != divisor.isNegative, limbs: quotient),
            BigInteger(isNegative: isNegative, limbs: remainder)
        )
    }

    /// The digits of the magnitude in a base from 2 to 36, lower case.
    func magnitudeText(base: Int = 10) -> String {
        guard !isZero else { return "0" }
        // As many digits at a time as fit in a limb.
        var chunk = UInt64(base)
        var width = 1
        while chunk * UInt64(base) <= UInt64(UInt32.max) {
            chunk *= UInt64(base)
            width += 1
        }
        var rest = limbs
        var parts: [String] = []
        while !rest.isEmpty {
            var remainder: UInt64 = 0
            for index in rest.indices.reversed() {
                let value = remainder << 32 | UInt64(rest[index])
                rest[index] = UInt32(value / chunk)
                remainder = value % chunk
            }
            while rest.last == 0 { rest.removeLast() }
            let digits = String(remainder, radix: base)
            parts.append(rest.isEmpty ? digits : String(repeating: "0", count: width - digits.count) + digits)
        }
        return parts.reversed().joined()
    }

    /// The nearest double; infinite when out of its range.
    var double: Double { Double((isNegative ? "-" : "") + magnitudeText()) ?? .infinity }

    // MARK: - Magnitudes

    private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.count, right.count) {
            let value =
                UInt64(index < left.count ? left[index] : 0) + UInt64(index < right.count ? right[index] : 0) + carry
            result.append(UInt32(truncatingIfNeeded: value))
            carry = value >> 32
        }
        if carry > 0 { result.append(UInt32(carry)) }
        return result
    }

    /// The larger one less the smaller one.
    private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result = left
        var borrow: Int64 = 0
        for index in left.indices {
            var value = Int64(left[index]) - Int64(index < right.count ? right[index] : 0) - borrow
            borrow = value < 0 ? 1 : 0
            if value < 0 { value += 1 << 32 }
            result[index] = UInt32(value)
        }
        return result
    }

    private static func isLess(_ left: [UInt32], _ right: [UInt32]) -> Bool {
        guard left.count == right.count else { return left.count < right.count }
        for index in left.indices.reversed() where left[index] != right[index] { return left[index] < right[index] }
        return false
    }

    /// Long division, a bit at a time over limbs for long divisors.
    private static func divide(_ left: [UInt32], _ right: [UInt32]) -> ([UInt32], [UInt32]) {
        if right.count == 1 {
            var quotient = left
            var remainder: UInt64 = 0
            for index in left.indices.reversed() {
                let value = remainder << 32 | UInt64(left[index])
                quotient[index] = UInt32(value / UInt64(right[0]))
                remainder = value % UInt64(right[0])
            }
            return (quotient, [UInt32(remainder)])
        }
        if isLess(left, right) { return ([], left) }
        return divideLong(left, right)
    }

    /// Algorithm D (Knuth, The Art of Computer Programming 2, section 4.3.1).
    private static func divideLong(_ left: [UInt32], _ right: [UInt32]) -> ([UInt32], [UInt32]) {
        let shift = right[right.count - 1].leadingZeroBitCount
        let divisor = shifted(right, shift)
        var rest = shifted(left, shift)
        if rest.count == left.count { rest.append(0) }
        let count = divisor.count
        var quotient = [UInt32](repeating: 0, count: rest.count - count)
        let top = UInt64(divisor[count - 1])
        for index in quotient.indices.reversed() {
            let head = UInt64(rest[index + count]) << 32 | UInt64(rest[index + count - 1])
            var guess = head / top
            var remainder = head % top
            while guess > UInt64(UInt32.max)
                || guess * UInt64(divisor[count - 2]) > (remainder << 32 | UInt64(rest[index + count - 2]))
            {
                guess -= 1
                remainder += top
                if remainder > UInt64(UInt32.max) { break }
            }
            if subtract(divisor, times: guess, from: &rest, at: index) {
                guess -= 1
                add(divisor, to: &rest, at: index)
            }
            quotient[index] = UInt32(truncatingIfNeeded: guess)
        }
        return (quotient, unshifted(Array(rest[..<count]), shift))
    }

    /// Whether the result went below zero.
    private static func subtract(
        _ divisor: [UInt32], times factor: UInt64, from rest: inout [UInt32], at offset: Int
    ) -> Bool {
        var carry: UInt64 = 0
        var borrow: Int64 = 0
        for index in divisor.indices {
            let product = factor * UInt64(divisor[index]) + carry
            carry = product >> 32
            var value = Int64(rest[offset + index]) - Int64(product & 0xFFFF_FFFF) - borrow
            borrow = value < 0 ? 1 : 0
            if value < 0 { value += 1 << 32 }
            rest[offset + index] = UInt32(value)
        }
        var value = Int64(rest[offset + divisor.count]) - Int64(carry) - borrow
        let isBelow = value < 0
        if isBelow { value += 1 << 32 }
        rest[offset + divisor.count] = UInt32(truncatingIfNeeded: value)
        return isBelow
    }

    private static func add(_ divisor: [UInt32], to rest: inout [UInt32], at offset: Int) {
        var carry: UInt64 = 0
        for index in divisor.indices {
            let value = UInt64(rest[offset + index]) + UInt64(divisor[index]) + carry
            rest[offset + index] = UInt32(truncatingIfNeeded: value)
            carry = value >> 32
        }
        rest[offset + divisor.count] = UInt32(truncatingIfNeeded: UInt64(rest[offset + divisor.count]) + carry)
    }

    private static func shifted(_ limbs: [UInt32], _ shift: Int) -> [UInt32] {
        guard shift > 0 else { return limbs }
        var result: [UInt32] = []
        var carry: UInt32 = 0
        for limb in limbs {
            result.append(limb << UInt32(shift) | carry)
            carry = limb >> UInt32(32 - shift)
        }
        if carry > 0 { result.append(carry) }
        return result
    }

    private static func unshifted(_ limbs: [UInt32], _ shift: Int) -> [UInt32] {
        guard shift > 0 else { return limbs }
        var result = limbs
        for index in limbs.indices {
            let above = index + 1 < limbs.count ? limbs[index + 1] << UInt32(32 - shift) : 0
            result[index] = limbs[index] >> UInt32(shift) | above
        }
        return result
    }
}

extension Character {
    /// 0 to 35 for a digit or letter of ASCII.
    var hexOrLetterValue: Int? {
        guard let ascii = asciiValue else { return nil }
        switch ascii {
        case 0x30...0x39: return Int(ascii - 0x30)
        case 0x61...0x7A: return Int(ascii - 0x61) + 10
        case 0x41...0x5A: return Int(ascii - 0x41) + 10
        default: return nil
        }
    }
}
