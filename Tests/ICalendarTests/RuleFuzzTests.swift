import OnCall
import Testing

@testable import ICalendar

/// Random rules, beside what python-dateutil makes of them.
///
/// Left out is where it is known to differ (python-dateutil 2.9.0.post0; findings/dateutil-mixed-days, dateutil-gap): a day with a
/// number beside one without (it takes those that are both), BYWEEKNO without BYDAY (it takes all seven days), BYSETPOS with
/// FREQ=WEEKLY on a start within the week (its first week begins there), and nights of a change of clocks: the walk is compared
/// on the wall.
@Suite struct RuleFuzzTests {
    private static let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    private static let program = """
        import sys, itertools, datetime
        from dateutil.rrule import rrulestr
        for line in sys.stdin:
            start, rule = line.split()
            begin = datetime.datetime.strptime(start, "%Y%m%dT%H%M%S")
            end = begin + datetime.timedelta(days=6 * 366)
            found = itertools.takewhile(lambda time: time < end, rrulestr(rule, dtstart=begin))
            print(" ".join(f"{time:%Y-%m-%dT%H:%M}" for time in itertools.islice(found, 60)))
        """

    @Test(.enabled("needs python-dateutil") { try await PythonPeer.find(with: "dateutil") != nil })
    func rulesHaveTheInstancesThatDateutilFinds() async throws {
        let peer = try #require(try await PythonPeer.find(with: "dateutil"))
        var numbers = SeededNumbers(state: 20_260_105)
        let cases = (0..<1500).map { _ in Self.example(&numbers) }
        let answers = try await peer.answers(Self.program, input: cases.map { "\($0.start) \($0.rule)" })
        try #require(answers.count == cases.count)
        for (example, answer) in zip(cases, answers) {
            let found = try RecurrenceWalkTests.walls(
                example.rule, from: example.start, count: 60, days: 6 * 366, piece: 61)
            let text = found.map { WallTime(seconds: $0).description }.joined(separator: " ")
            #expect(text == answer, "\(example.start) \(example.rule)")
        }
    }

    private static func example(_ numbers: inout SeededNumbers) -> (start: String, rule: String) {
        let frequency = numbers.one(["YEARLY", "MONTHLY", "MONTHLY", "WEEKLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"])
        var parts = ["FREQ=\(frequency)"]
        func add(_ name: String, _ values: [some CustomStringConvertible]) {
            parts.append("\(name)=\(values.map(\.description).joined(separator: ","))")
        }
        if numbers.chance(50) { add("INTERVAL", [Int.random(in: 2...5, using: &numbers)]) }
        if numbers.chance(50) { add("WKST", [numbers.one(weekdays)]) }
        if numbers.chance(30) { add("COUNT", [Int.random(in: 1...50, using: &numbers)]) }
        switch frequency {
        case "YEARLY": yearly(&numbers, add)
        case "MONTHLY":
            if numbers.chance(30) { add("BYMONTH", numbers.some(Array(1...12), upTo: 5)) }
            if numbers.chance(40) { add("BYMONTHDAY", numbers.some(monthDays, upTo: 4)) }
            if numbers.chance(50) {
                add(
                    "BYDAY",
                    numbers.chance(50) ? numbers.some(weekdays, upTo: 4) : ordinals(&numbers, [1, 2, 3, 4, -1, -2]))
            }
        case "WEEKLY":
            if numbers.chance(30) { add("BYMONTH", numbers.some(Array(1...12), upTo: 8)) }
            if numbers.chance(70) { add("BYDAY", numbers.some(weekdays, upTo: 5)) }
        default:
            if numbers.chance(20) { add("BYMONTH", numbers.some(Array(1...12), upTo: 8)) }
            if numbers.chance(20) { add("BYMONTHDAY", numbers.some(monthDays, upTo: 6)) }
            if numbers.chance(30) { add("BYDAY", numbers.some(weekdays, upTo: 5)) }
        }
        if ["YEARLY", "MONTHLY", "DAILY"].contains(frequency), numbers.chance(40) {
            add("BYHOUR", [8, 20])
            if numbers.chance(60) { add("BYSETPOS", [numbers.one([1, 2, -1, -2])]) }
        } else if frequency == "HOURLY", numbers.chance(40) {
            add("BYMINUTE", [0, 15, 45])
        }
        let day = String(format(Int.random(in: 1...28, using: &numbers)))
        let month = format(Int.random(in: 1...12, using: &numbers))
        let time = numbers.one(["000000", "090000", "173000", "234500"])
        return ("\(Int.random(in: 2019...2027, using: &numbers))\(month)\(day)T\(time)", parts.joined(separator: ";"))
    }

    private static let monthDays = Array(1...28) + [-1, -2, -3]

    private static func yearly(_ numbers: inout SeededNumbers, _ add: (String, [String]) -> Void) {
        func text(_ values: [Int]) -> [String] { values.map(\.description) }
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: add("BYYEARDAY", text(numbers.some(Array(1...365) + [-1, -60, -366], upTo: 4)))
        case 1:
            add("BYWEEKNO", text(numbers.some(Array(1...53) + [-1, -2], upTo: 4)))
            add("BYDAY", numbers.some(weekdays, upTo: 3))
        case 2:
            add("BYMONTH", text(numbers.some(Array(1...12), upTo: 3)))
            add("BYDAY", numbers.chance(50) ? numbers.some(weekdays, upTo: 3) : ordinals(&numbers, [1, 2, -1, -2]))
        case 3:
            add(
                "BYDAY",
                numbers.chance(50) ? numbers.some(weekdays, upTo: 2) : ordinals(&numbers, [1, 20, 52, -1, -40]))
        default:
            if numbers.chance(60) { add("BYMONTH", text(numbers.some(Array(1...12), upTo: 3))) }
            if numbers.chance(60) { add("BYMONTHDAY", text(numbers.some(monthDays, upTo: 3))) }
        }
    }

    private static func ordinals(_ numbers: inout SeededNumbers, _ all: [Int]) -> [String] {
        numbers.some(all, upTo: 2).map { "\($0)\(numbers.one(weekdays))" }
    }

    private static func format(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
