/// Functions of instants (reference: "Date/Time functions"). What is now, the environment says.
extension JSONataBuiltIn {
    static let dates: [JSONataBuiltIn] = [
        JSONataBuiltIn("now", "<s?s?:s>", 2) { (machine, arguments) throws(JSONataError) in
            try format(Int(machine.environment.milliseconds), arguments.string(0), arguments.string(1), machine)
        },
        JSONataBuiltIn("millis", "<:n>", 0) { (machine, _) throws(JSONataError) in
            .number(Double(machine.environment.milliseconds))
        },
        JSONataBuiltIn("fromMillis", "<n-s?s?:s>", 3) { (machine, arguments) throws(JSONataError) in
            guard let milliseconds = try arguments.finite(0) else { return .undefined }
            guard JSONataCalendar.range.contains(milliseconds) else {
                throw JSONataError("D1001", ["value": JSONataNumber.text(milliseconds)])
            }
            return try format(milliseconds.index, arguments.string(1), arguments.string(2), machine)
        },
        JSONataBuiltIn("toMillis", "<s-s?:n>", 2) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            if let picture = arguments.string(1) {
                return try JSONataDatePicture(parsing: picture).parse(text, machine).map { .number($0) } ?? .undefined
            }
            guard let milliseconds = parse(text) else {
                throw JSONataError("D3110", ["value": JSONataText.quoted(text)])
            }
            return .number(milliseconds)
        },
    ]

    private static func format(
        _ milliseconds: Int, _ picture: String?, _ zone: String?, _ machine: JSONataMachine
    ) throws(JSONataError) -> JSONataValue {
        let picture = try JSONataDatePicture(parsing: picture ?? JSONataDatePicture.standard)
        return try machine.string(
            try picture.format(milliseconds, offset: zone.map(offset) ?? 0, machine))
    }

    /// Minutes east of UTC: `+0530`, `-05:00`.
    private static func offset(_ zone: String) -> Int {
        let sign = zone.hasPrefix("-") ? -1 : 1
        let digits = zone.filter { $0.isASCII && $0.isNumber }.prefix(6)
        guard let number = Int(digits) else { return 0 }
        return sign * (number / 100 * 60 + number % 100)
    }

    /// An instant by ISO 8601: a date, a time after it, a fraction, an offset, each of which may be missing at the end.
    private static func parse(_ text: String) -> Double? {
        var scanner = QueryScanner(text)
        func number(_ count: Int, _ range: ClosedRange<Int>) -> Int? {
            let start = scanner.offset
            var value = 0
            while scanner.offset < start + count, let next = scanner.peek, QueryScanner.isDigit(next) {
                value = value * 10 + Int(next.value - 0x30)
                scanner.offset += 1
            }
            return scanner.offset == start + count && range.contains(value) ? value : nil
        }
        guard let year = number(4, 0...9999) else { return nil }
        var (month, day, seconds, fraction, offset) = (1, 1, 0, 0.0, 0)
        if scanner.skip("-") {
            guard let value = number(2, 1...12) else { return nil }
            month = value
            if scanner.skip("-") {
                guard let value = number(2, 1...31) else { return nil }
                day = value
            }
        }
        if scanner.skip("T") {
            guard let hour = number(2, 0...24), scanner.skip(":"), let minute = number(2, 0...59), scanner.skip(":"),
                let second = number(2, 0...59)
            else { return nil }
            seconds = hour * 3600 + minute * 60 + second
            if scanner.skip(".") {
                let digits = scanner.take(while: QueryScanner.isDigit)
                guard !digits.isEmpty else { return nil }
                fraction = (Double("0." + digits.prefix(3)) ?? 0) * 1000
            }
        }
        if let sign = scanner.peek, sign == "+" || sign == "-" {
            scanner.offset += 1
            guard let hours = number(2, 0...29) else { return nil }
            _ = scanner.skip(":")
            guard let minutes = number(2, 0...59) else { return nil }
            offset = (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
        } else {
            _ = scanner.skip("Z")
        }
        let days = JSONataCalendar.days(year, month, day)
        guard scanner.isAtEnd, JSONataCalendar(milliseconds: days * 86_400_000).day == day, seconds <= 86_400 else {
            return nil
        }
        return Double(days * 86_400_000 + seconds * 1000 - offset * 60_000) + fraction.rounded()
    }
}
