import Encodings

extension Timestamp {
    /// Reads an ISO 8601 extended date and time with offset, as the language wants it (RFC 3339 with a capital `T`, and
    /// a capital `Z` where there is no offset); `nil` when it is none. Fractions have up to nine digits.
    public init?(_ text: some StringProtocol) {
        var scanner = Scanner(text: Array(text.utf8))
        guard let year = scanner.number(4, 0...9999), scanner.skip("-"), let month = scanner.number(2, 1...12),
            scanner.skip("-"), let day = scanner.number(2, 1...31), scanner.skip("T"),
            let hour = scanner.number(2, 0...23), scanner.skip(":"), let minute = scanner.number(2, 0...59),
            scanner.skip(":"), let second = scanner.number(2, 0...59), let nanoseconds = scanner.fraction(),
            let offset = scanner.offset(), scanner.isAtEnd
        else { return nil }
        let days = GregorianCalendar.days(Int(year), Int(month), Int(day))
        // A day that the month does not have would come back as one of the next month.
        guard GregorianCalendar.date(days).day == Int(day) else { return nil }
        self.init(seconds: Int64(days) * 86_400 + hour * 3600 + minute * 60 + second - offset, nanoseconds: nanoseconds)
    }

    private struct Scanner {
        let text: [UInt8]
        var index = 0

        var isAtEnd: Bool { index == text.count }

        var digit: Int64? {
            guard index < text.count, text[index] >= 0x30, text[index] <= 0x39 else { return nil }
            return Int64(text[index] - 0x30)
        }

        mutating func number(_ width: Int, _ range: ClosedRange<Int64>) -> Int64? {
            var value: Int64 = 0
            for _ in 0..<width {
                guard let digit else { return nil }
                value = value * 10 + digit
                index += 1
            }
            return range.contains(value) ? value : nil
        }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard index < text.count, UInt32(text[index]) == character.value else { return false }
            index += 1
            return true
        }

        /// Nanoseconds; 0 when there is no fraction.
        mutating func fraction() -> Int64? {
            guard skip(".") else { return 0 }
            var value: Int64 = 0
            var digits = 0
            while let digit {
                guard digits < 9 else { return nil }
                value = value * 10 + digit
                digits += 1
                index += 1
            }
            guard digits > 0 else { return nil }
            for _ in digits..<9 { value *= 10 }
            return value
        }

        /// Seconds east of UTC.
        mutating func offset() -> Int64? {
            if skip("Z") { return 0 }
            let sign: Int64
            if skip("+") {
                sign = 1
            } else if skip("-") {
                sign = -1
            } else {
                return nil
            }
            guard let hours = number(2, 0...18), skip(":"), let minutes = number(2, 0...59) else { return nil }
            return sign * (hours * 3600 + minutes * 60)
        }
    }
}
