import OrderedCollections

/// The characters that a picture of a number is made of (XPath and XQuery Functions 3.1 section 4.7.1).
struct JSONataNumberSymbols {
    var decimal: Unicode.Scalar = "."
    var grouping: Unicode.Scalar = ","
    var exponent: Unicode.Scalar = "e"
    var minus = "-"
    var percent: Unicode.Scalar = "%"
    var perMille: Unicode.Scalar = "‰"
    var zero: Unicode.Scalar = "0"
    var digit: Unicode.Scalar = "#"
    var pattern: Unicode.Scalar = ";"

    init(_ options: JSONataMembers) {
        func scalar(_ name: String, _ standard: Unicode.Scalar) -> Unicode.Scalar {
            options[name]?.string?.unicodeScalars.first ?? standard
        }
        decimal = scalar("decimal-separator", decimal)
        grouping = scalar("grouping-separator", grouping)
        exponent = scalar("exponent-separator", exponent)
        minus = options["minus-sign"]?.string ?? minus
        percent = scalar("percent", percent)
        perMille = scalar("per-mille", perMille)
        zero = scalar("zero-digit", zero)
        digit = scalar("digit", digit)
        pattern = scalar("pattern-separator", pattern)
    }

    func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= zero.value && scalar.value < zero.value + 10 }

    /// Whether it says something about the number, and is not only printed.
    func isActive(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || scalar == decimal || scalar == exponent || scalar == grouping || scalar == digit
            || scalar == pattern
    }

    /// A digit of this family.
    func digit(_ ascii: UInt8) -> Unicode.Scalar { Unicode.Scalar(zero.value + UInt32(ascii) - 0x30) ?? "0" }
}
