/// One of the five fields of a cron line: the numbers that it takes, of those that it may.
struct CronField: Sendable, Hashable {
    /// Which field it is.
    enum Place: String, Sendable, CaseIterable {
        case minute
        case hour
        case day = "day of the month"
        case month
        case weekday = "day of the week"

        var range: ClosedRange<Int> {
            switch self {
            case .minute: 0...59
            case .hour: 0...23
            case .day: 1...31
            case .month: 1...12
            case .weekday: 0...7
            }
        }

        /// Words for numbers, the first of which means the least number.
        fileprivate var words: [String] {
            switch self {
            case .month: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
            case .weekday: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
            default: []
            }
        }
    }

    /// In rising order; Sunday is 0.
    let numbers: [Int]
    /// Whether it begins with `*`, which decides how days and hours are taken.
    let beginsWithStar: Bool
    /// Whether it takes everything.
    let isStar: Bool

    init(_ text: String, _ place: Place) throws(CronFault) {
        isStar = text == "*"
        beginsWithStar = text.hasPrefix("*")
        var found: Set<Int> = []
        for term in text.split(separator: ",", omittingEmptySubsequences: false) {
            found.formUnion(try Self.numbers(of: String(term), place))
        }
        if place == .weekday, found.remove(7) != nil { found.insert(0) }
        numbers = found.sorted()
    }

    private static func numbers(of term: String, _ place: Place) throws(CronFault) -> [Int] {
        let parts = term.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2 else { throw fault(term, place) }
        var range = try range(of: parts[0], place)
        guard parts.count == 2 else { return Array(range) }
        guard let step = number(parts[1]), step > 0 else { throw fault(term, place) }
        guard parts[0] == "*" || parts[0].contains("-") else {
            let end = place.range.upperBound
            throw CronFault(
                "\(term) means \(parts[0]) alone to one cron and \(parts[0])-\(end)/\(step) to another: write which of them"
            )
        }
        // Sunday has two numbers: `*/2` counts it once.
        if place == .weekday, parts[0] == "*" { range = 0...6 }
        return Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
    }

    private static func range(of text: String, _ place: Place) throws(CronFault) -> ClosedRange<Int> {
        if text == "*" { return place.range }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { value(String($0), place) }
        guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last,
            place.range.contains(first), place.range.contains(last)
        else { throw fault(text, place) }
        return first...last
    }

    private static func value(_ text: String, _ place: Place) -> Int? {
        if let index = place.words.firstIndex(of: text.uppercased()) { return index + place.range.lowerBound }
        return number(text)
    }

    private static func number(_ text: String) -> Int? {
        guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func fault(_ term: String, _ place: Place) -> CronFault {
        CronFault(
            "the \(place.rawValue) has numbers from \(place.range.lowerBound) to \(place.range.upperBound), ranges, lists and steps such as 1-5, 1,15 and */10: \(term.prefix(40)) is none"
        )
    }
}
