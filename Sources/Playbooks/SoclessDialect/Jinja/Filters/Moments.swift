import Encodings

/// `fromtimestamp` and `datetime_from_now` of SOCless: times as ISO 8601 with an offset.
enum Moments {
    static func fromTimestamp(
        _ value: Value, _ zone: Value?, _ machine: Machine
    ) throws(TemplateError) -> Value {
        let seconds: Integer
        switch value {
        case .undefined(let undefined): throw undefined.error
        case .string(let text):
            guard let integer = PythonNumber.integer(text.string) else {
                let message = "invalid literal for int() with base 10: \(Representation.quoted(text.string))"
                throw TemplateError(
                    .bootstrap,
                    "Failed to convert \(text.string) to integer. \(text.string) is not a valid timestamp. Error: \(message)"
                )
            }
            seconds = integer
        case .float(let number) where number.isFinite: seconds = Integer(truncating: number)
        default:
            guard let integer = value.integer else {
                throw TemplateError(
                    .type,
                    "int() argument must be a string, a bytes-like object or a real number, not '\(value.typeName)'")
            }
            seconds = integer
        }
        guard let time = seconds.int, (-62_135_596_800...253_402_300_799).contains(time) else {
            throw TemplateError(.value, "year is out of range")
        }
        let offset = try offset(of: zone, at: Int64(time), machine)
        return .text(text(Int64(time), microseconds: 0, offset: offset))
    }

    static func fromNow(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let now = machine.lookups.now
        let offset = try offset(of: bound[4], at: now, machine)
        var microseconds: Double = 0
        var isWrong: String?
        for (index, (name, unit)) in [("days", 86400.0), ("hours", 3600), ("minutes", 60), ("seconds", 1)].enumerated()
        {
            guard let value = bound[index] else { continue }
            guard let number = value.number else {
                isWrong = isWrong ?? "unsupported type for timedelta \(name) component: \(value.typeName)"
                continue
            }
            microseconds += number * unit * 1e6
        }
        if isWrong == nil, !(microseconds.magnitude < 86_400e6 * 999_999_999) {
            isWrong = "days=\(microseconds / 86_400e6); must have magnitude <= 999999999"
        }
        if let isWrong {
            let given = try (0..<4).map { index throws(TemplateError) in
                try Representation.text(bound[index] ?? .integer(0), machine)
            }
            throw TemplateError(
                .bootstrap,
                "Failed to calculate time delta with: days=\(given[0]), hours=\(given[1]), minutes=\(given[2]), seconds=\(given[3]). Error: \(isWrong)"
            )
        }
        let total = Int64(microseconds.rounded(.toNearestOrEven))
        let seconds = total >= 0 ? total / 1_000_000 : -((-total + 999_999) / 1_000_000)
        let time = now + seconds
        guard (-62_135_596_800...253_402_300_799).contains(time) else {
            throw TemplateError(.overflow, "date value out of range")
        }
        return .text(text(time, microseconds: Int(total - seconds * 1_000_000), offset: offset))
    }

    private static func offset(of zone: Value?, at time: Int64, _ machine: Machine) throws(TemplateError) -> Int {
        let name = try zone.map { value throws(TemplateError) in try Representation.text(value, machine) } ?? "UTC"
        guard let offset = machine.lookups.offset(of: name, at: time) else {
            throw TemplateError(
                .bootstrap, "\(name) is not a valid timezone name. Error: \(Representation.quoted(name))")
        }
        return offset
    }

    /// `datetime.isoformat()`.
    private static func text(_ time: Int64, microseconds: Int, offset: Int) -> String {
        let local = time + Int64(offset)
        let days = local >= 0 ? local / 86400 : -((-local + 86399) / 86400)
        let (year, month, day) = GregorianCalendar.date(Int(days))
        let rest = Int(local - days * 86400)
        func padded(_ value: Int, _ width: Int = 2) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
        }
        let zone = abs(offset)
        let seconds = zone % 60 == 0 ? "" : ":" + padded(zone % 60)
        return "\(padded(year, 4))-\(padded(month))-\(padded(day))T\(padded(rest / 3600)):\(padded(rest / 60 % 60)):"
            + padded(rest % 60) + (microseconds == 0 ? "" : "." + padded(microseconds, 6))
            + (offset < 0 ? "-" : "+") + padded(zone / 3600) + ":" + padded(zone / 60 % 60) + seconds
    }
}
