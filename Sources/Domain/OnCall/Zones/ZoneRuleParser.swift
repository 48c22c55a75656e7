/// Reads a rule as POSIX `TZ` writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRuleParser {
    private var rest: Substring

    /// The rule; `nil` for a text that is none.
    static func rule(_ text: String) -> ZoneRule? {
        var parser = ZoneRuleParser(rest: text[...])
        guard let rule = parser.rule(), parser.rest.isEmpty else { return nil }
        return rule
    }

    private mutating func rule() -> ZoneRule? {
        guard name(), let standard = offset() else { return nil }
        guard !rest.isEmpty else { return ZoneRule(standard: -standard) }
        guard name() else { return nil }
        // Daylight time is an hour ahead when nothing else is said.
        let ahead = rest.first == "," ? standard - 3600 : offset()
        guard let ahead, skip(","), let start = moment(), skip(","), let end = moment() else { return nil }
        return ZoneRule(standard: -standard, daylight: .init(offset: -ahead, start: start, end: end))
    }

    private mutating func skip(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    /// Three letters or more, or anything of letters, digits and signs in angle brackets.
    private mutating func name() -> Bool {
        if skip("<") {
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "-") }
            rest = rest[name.endIndex...]
            return name.count >= 3 && skip(">")
        }
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest[name.endIndex...]
        return name.count >= 3
    }

    /// Seconds west of Greenwich: `-1`, `3:30`; hours to 24.
    private mutating func offset() -> Int? { time(hours: 0...24) }

    private mutating func time(hours: ClosedRange<Int>) -> Int? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard let hour = number(hours) else { return nil }
        var total = hour * 3600
        if skip(":") {
            guard let minute = number(0...59) else { return nil }
            total += minute * 60
            if skip(":") {
                guard let second = number(0...59) else { return nil }
                total += second
            }
        }
        return isNegative ? -total : total
    }

    private mutating func moment() -> ZoneRule.Moment? {
        guard let day = day() else { return nil }
        guard skip("/") else { return .init(day: day, second: 2 * 3600) }
        return time(hours: 0...167).map { .init(day: day, second: $0) }
    }

    private mutating func day() -> ZoneRule.Moment.Day? {
        if skip("J") { return number(1...365).map { .julian($0) } }
        guard skip("M") else { return number(0...365).map { .ordinal($0) } }
        guard let month = number(1...12), skip("."), let week = number(1...5), skip("."), let day = number(0...6)
        else { return nil }
        return .week(month: month, week: week, day: day)
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count), let number = Int(digits), range.contains(number) else { return nil }
        rest = rest[digits.endIndex...]
        return number
    }
}
