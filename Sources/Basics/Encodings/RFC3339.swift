public import FoundationEssentials

/// Timestamps of the Internet (RFC 3339 section 5.6), read and written without a formatter.
public enum RFC3339 {
    /// The instant of a timestamp such as `2006-01-02T15:04:05.123+01:00`; `nil` when it is none.
    ///
    /// Date, time and offset must all be there; `t`, `z` and a space for the `T` are accepted as the RFC allows. A leap
    /// second is the second that follows it. Fractions beyond microseconds are cut off.
    public static func date(from text: some StringProtocol) -> Date? {
        var scanner = Scanner(text: Array(text.utf8))
        guard text.utf8.count <= 64, let day = scanner.day(), scanner.separator(),
            let seconds = scanner.timeOfDay(), let microseconds = scanner.fraction(), let offset = scanner.zone(),
            scanner.isAtEnd
        else { return nil }
        let whole = (day * 86_400) + seconds - offset
        return Date(timeIntervalSince1970: Double(whole * 1_000_000 + microseconds) / 1_000_000)
    }

    /// The instant in UTC with milliseconds, rounded: `2006-01-02T15:04:05.123Z`. Instants outside of the years 0 to
    /// 9999 are written as the nearest one inside.
    public static func string(from date: Date) -> String {
        let bounds = -62_167_219_200_000.0...253_402_300_799_999.0
        let clamped = min(max((date.timeIntervalSince1970 * 1000).rounded(), bounds.lowerBound), bounds.upperBound)
        let milliseconds = Int64(clamped)
        let (days, rest) = milliseconds.flooredDivision(by: 86_400_000)
        let (year, month, day) = GregorianCalendar.date(Int(days))
        var output: [UInt8] = []
        output.reserveCapacity(24)
        func append(_ value: Int64, _ width: Int) {
            var divisor: Int64 = 1
            for _ in 1..<width { divisor *= 10 }
            while divisor > 0 {
                output.append(0x30 + UInt8(value / divisor % 10))
                divisor /= 10
            }
        }
        append(Int64(year), 4)
        output.append(UInt8(ascii: "-"))
        append(Int64(month), 2)
        output.append(UInt8(ascii: "-"))
        append(Int64(day), 2)
        output.append(UInt8(ascii: "T"))
        append(rest / 3_600_000, 2)
        output.append(UInt8(ascii: ":"))
        append(rest / 60_000 % 60, 2)
        output.append(UInt8(ascii: ":"))
        append(rest / 1000 % 60, 2)
        output.append(UInt8(ascii: "."))
        append(rest % 1000, 3)
        output.append(UInt8(ascii: "Z"))
        return String(decoding: output, as: UTF8.self)
    }

    private struct Scanner {
        let text: [UInt8]
        var index = 0

        var isAtEnd: Bool { index == text.count }

        mutating func number(_ width: Int, in range: ClosedRange<Int64>) -> Int64? {
            guard index + width <= text.count else { return nil }
            var value: Int64 = 0
            for _ in 0..<width {
                guard (0x30...0x39).contains(text[index]) else { return nil }
                value = value * 10 + Int64(text[index] - 0x30)
                index += 1
            }
            return range.contains(value) ? value : nil
        }

        mutating func skip(_ byte: UInt8) -> Bool {
            guard index < text.count, text[index] == byte else { return false }
            index += 1
            return true
        }

        /// Days since 1970-01-01.
        mutating func day() -> Int64? {
            guard let year = number(4, in: 0...9999), skip(UInt8(ascii: "-")), let month = number(2, in: 1...12),
                skip(UInt8(ascii: "-")), let day = number(2, in: 1...31)
            else { return nil }
            let days = GregorianCalendar.days(Int(year), Int(month), Int(day))
            // A day that the month does not have would come back as one of the next month.
            return GregorianCalendar.date(days).day == Int(day) ? Int64(days) : nil
        }

        mutating func separator() -> Bool {
            skip(UInt8(ascii: "T")) || skip(UInt8(ascii: "t")) || skip(UInt8(ascii: " "))
        }

        mutating func timeOfDay() -> Int64? {
            guard let hour = number(2, in: 0...23), skip(UInt8(ascii: ":")), let minute = number(2, in: 0...59),
                skip(UInt8(ascii: ":")), let second = number(2, in: 0...60)
            else { return nil }
            return hour * 3600 + minute * 60 + second
        }

        /// Microseconds; 0 when there is no fraction.
        mutating func fraction() -> Int64? {
            guard skip(UInt8(ascii: ".")) else { return 0 }
            var value: Int64 = 0
            var digits = 0
            while index < text.count, (0x30...0x39).contains(text[index]) {
                if digits < 6 { value = value * 10 + Int64(text[index] - 0x30) }
                digits += 1
                index += 1
            }
            guard digits > 0 else { return nil }
            for _ in min(digits, 6)..<6 { value *= 10 }
            return value
        }

        /// Seconds east of UTC.
        mutating func zone() -> Int64? {
            if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
            let sign: Int64
            if skip(UInt8(ascii: "+")) {
                sign = 1
            } else if skip(UInt8(ascii: "-")) {
                sign = -1
            } else {
                return nil
            }
            guard let hour = number(2, in: 0...23), skip(UInt8(ascii: ":")), let minute = number(2, in: 0...59) else {
                return nil
            }
            return sign * (hour * 3600 + minute * 60)
        }
    }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
