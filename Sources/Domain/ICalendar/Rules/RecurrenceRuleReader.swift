import OnCall

/// Reads the value of RRULE. What is not understood is refused by name: a rule that is read by halves is a wrong rota.
struct RecurrenceRuleReader {
    private let line: ContentLine
    private var parts: [String: Substring] = [:]

    static func read(_ line: ContentLine) throws(CalendarError) -> RecurrenceRule {
        var reader = try RecurrenceRuleReader(line)
        return try reader.rule()
    }

    private init(_ line: ContentLine) throws(CalendarError) {
        self.line = line
        for part in line.value.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[1].isEmpty else {
                throw line.error("RRULE has the part \"\(part.prefix(40))\"")
            }
            guard parts.updateValue(pair[1], forKey: pair[0].uppercased()) == nil else {
                throw line.error("RRULE says \(pair[0].prefix(40)) for the second time")
            }
        }
    }

    private mutating func rule() throws(CalendarError) -> RecurrenceRule {
        guard let frequency = RecurrenceRule.Frequency(rawValue: take("FREQ")?.uppercased() ?? "") else {
            throw line.error(
                "RRULE needs FREQ, one of \(RecurrenceRule.Frequency.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        var rule = RecurrenceRule(frequency: frequency, line: line.number, text: line.value)
        rule.interval = try number("INTERVAL", 1...10_000) ?? 1
        rule.count = try number("COUNT", 1...1_000_000)
        rule.until = try end()
        rule.seconds = try numbers("BYSECOND", 0...60).map { min($0, 59) }
        rule.minutes = try numbers("BYMINUTE", 0...59)
        rule.hours = try numbers("BYHOUR", 0...23)
        rule.days = try days()
        rule.monthDays = try numbers("BYMONTHDAY", -31...31)
        rule.yearDays = try numbers("BYYEARDAY", -366...366)
        rule.weekNumbers = try numbers("BYWEEKNO", -53...53)
        rule.months = try numbers("BYMONTH", 1...12)
        rule.positions = try numbers("BYSETPOS", -366...366)
        if let start = take("WKST") {
            guard let day = Self.weekdays.firstIndex(of: start.uppercased()) else {
                throw line.error("RRULE has WKST=\(start.prefix(20)), which is no day of the week")
            }
            rule.weekStart = day
        }
        if let unknown = parts.keys.min() {
            throw line.error("RRULE has the part \(unknown), which is not supported; say it with the parts of RFC 5545")
        }
        try check(rule)
        return rule
    }

    /// The table of section 3.3.10: which parts a frequency may have.
    private func check(_ rule: RecurrenceRule) throws(CalendarError) {
        func refuse(_ part: String, when isThere: Bool) throws(CalendarError) {
            guard isThere else { return }
            throw line.error("RRULE has \(part), which FREQ=\(rule.frequency.rawValue) cannot have")
        }
        guard rule.count == nil || rule.until == nil else { throw line.error("RRULE has both COUNT and UNTIL") }
        switch rule.frequency {
        case .daily, .weekly, .monthly: try refuse("BYYEARDAY", when: !rule.yearDays.isEmpty)
        default: break
        }
        try refuse("BYWEEKNO", when: !rule.weekNumbers.isEmpty && rule.frequency != .yearly)
        try refuse("BYMONTHDAY", when: !rule.monthDays.isEmpty && rule.frequency == .weekly)
        let hasOrdinals = rule.days.contains { $0.ordinal != nil }
        try refuse(
            "BYDAY with numbers", when: hasOrdinals && rule.frequency != .monthly && rule.frequency != .yearly)
        try refuse("BYDAY with numbers beside BYWEEKNO", when: hasOrdinals && !rule.weekNumbers.isEmpty)
        let others =
            [
                rule.seconds, rule.minutes, rule.hours, rule.monthDays, rule.yearDays, rule.weekNumbers, rule.months,
            ].contains { !$0.isEmpty } || !rule.days.isEmpty
        if !rule.positions.isEmpty, !others {
            throw line.error("RRULE has BYSETPOS and no other part BY…, which it needs")
        }
    }

    private mutating func take(_ name: String) -> Substring? { parts.removeValue(forKey: name) }

    private mutating func number(_ name: String, _ range: ClosedRange<Int>) throws(CalendarError) -> Int? {
        guard let text = take(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw line.error(
                "RRULE has \(name)=\(text.prefix(20)); it must be \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private mutating func numbers(_ name: String, _ range: ClosedRange<Int>) throws(CalendarError) -> [Int] {
        guard let text = take(name) else { return [] }
        var numbers: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let number = Int(part), range.contains(number), number != 0 || range.lowerBound == 0 else {
                throw line.error(
                    "RRULE has \(name)=\(text.prefix(40)); each must be \(range.lowerBound) to \(range.upperBound)\(range.lowerBound < 0 ? " without 0" : "")"
                )
            }
            numbers.insert(number)
        }
        return numbers.sorted()
    }

    private static let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    private mutating func days() throws(CalendarError) -> [RecurrenceRule.Day] {
        guard let text = take("BYDAY") else { return [] }
        var days: [RecurrenceRule.Day] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let match = part.uppercased().wholeMatch(of: /([+-]?[0-9]{1,2})?([A-Z]{2})/),
                let weekday = Self.weekdays.firstIndex(of: String(match.2)),
                match.1.map({ Int($0).map { $0 != 0 && abs($0) <= 53 } ?? false }) ?? true
            else { throw line.error("RRULE has BYDAY=\(text.prefix(40)); each must be a day such as MO or -1SU") }
            days.append(RecurrenceRule.Day(weekday: weekday, ordinal: match.1.flatMap { Int($0) }))
        }
        return days
    }

    private mutating func end() throws(CalendarError) -> RecurrenceRule.End? {
        guard let text = take("UNTIL") else { return nil }
        guard let read = CalendarTime.read(text) else {
            throw line.error("RRULE has UNTIL=\(text.prefix(40)), which is no date or time")
        }
        return RecurrenceRule.End(wall: read.wall.seconds, isDate: read.isDate, isUTC: read.isUTC)
    }
}
