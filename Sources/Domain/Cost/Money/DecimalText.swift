/// Decimal numbers as text, read and written without floating point.
enum DecimalText {
    /// 10 to the power of 0 to 9.
    static func power(_ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// Reads `-12.50` as negative, 125 and 1: digits behind the point that are 0 to its end say nothing.
    /// - Parameter places: how many decimals that say something there may be.
    /// - Returns: `nil` for what is no such number, or has more than 18 digits.
    static func read(_ text: some StringProtocol, places most: Int) -> (negative: Bool, digits: Int64, places: Int)? {
        let negative = text.utf8.first == UInt8(ascii: "-")
        let parts = (negative ? text.dropFirst() : text.dropFirst(0)).split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, parts.count == 1 || !parts[1].isEmpty else { return nil }
        var decimals = parts.count == 1 ? "" : String(parts[1])
        guard (whole + decimals).utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        while decimals.last == "0" { decimals.removeLast() }
        guard decimals.utf8.count <= most, (whole + decimals).utf8.count <= 18,
            let digits = Int64(whole + decimals)
        else { return nil }
        return (negative, digits, decimals.utf8.count)
    }

    /// Writes a number with exactly so many decimals.
    static func write(_ digits: Int64, places: Int) -> String {
        guard places > 0 else { return String(digits) }
        let text = String(digits.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - text.utf8.count)) + text
        return (digits < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
    }
}
