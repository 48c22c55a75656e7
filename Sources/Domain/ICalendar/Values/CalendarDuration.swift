/// A DURATION (section 3.3.6): days and weeks are nominal, hours, minutes and seconds exact, so that a day over a change of
/// clocks ends at the same time on the wall and 24 hours do not.
struct CalendarDuration: Sendable, Hashable {
    var days: Int
    var seconds: Int

    /// `P1W`, `P15DT5H0M20S`, `PT12H`; not before its start.
    init(_ line: ContentLine) throws(CalendarError) {
        guard let read = Self.read(line.value[...]) else {
            throw line.error("\(line.name) is no length of time such as PT12H or P7D: \"\(line.value.prefix(40))\"")
        }
        self = read
    }

    init(days: Int, seconds: Int) {
        self.days = days
        self.seconds = seconds
    }

    static func read(_ text: Substring) -> CalendarDuration? {
        guard
            let match = text.wholeMatch(
                of:
                    /\+?P(?:([0-9]{1,5})W|(?:([0-9]{1,5})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,9})S)?)?)/
            ), text.last != "P", text.last != "T"
        else { return nil }
        func number(_ part: Substring?) -> Int { part.flatMap { Int($0) } ?? 0 }
        return CalendarDuration(
            days: number(match.1) * 7 + number(match.2),
            seconds: number(match.3) * 3600 + number(match.4) * 60 + number(match.5))
    }
}
