/// The one place where money is rounded: to the nearest minor unit, and a half away from zero, so that what comes back is
/// rounded as what was paid. Each line of a cost is rounded once, and sums are of what was rounded: they are exact.
enum Rounding {
    /// The product of the factors over that of the divisors, which are positive; `nil` when it is out of all range.
    static func product(_ factors: Int64..., over divisors: Int64...) -> Int64? {
        guard let numerator = multiply(factors), let denominator = multiply(divisors) else { return nil }
        return quotient(numerator, denominator)
    }

    /// The quotient, rounded.
    static func quotient(_ numerator: Int128, _ denominator: Int128) -> Int64? {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let magnitude = Int128(remainder.magnitude)
        let isUp = magnitude >= denominator - magnitude
        return Int64(exactly: isUp ? quotient + numerator.signum() : quotient)
    }

    private static func multiply(_ numbers: [Int64]) -> Int128? {
        var product: Int128 = 1
        for number in numbers {
            let (next, overflow) = product.multipliedReportingOverflow(by: Int128(number))
            if overflow { return nil }
            product = next
        }
        return product
    }
}
