/// The rows of a table of dates and counts (RFC 4180): those that can be used, and what is wrong with the others. Cells are
/// apart by a comma, or by a semicolon or tab where the head is, as spreadsheets of many countries write them.
struct SeriesRows {
    struct Row {
        var line: Int
        var day: Day
        var value: Double
    }

    /// In the order of their days.
    private(set) var rows: [Row] = []
    private(set) var problems: [SeriesProblem] = []
    /// Days whose rows cannot be used: nothing is known of them, so that they are not zeros.
    private(set) var unknown: [Day] = []

    private var lines: [Day: Int] = [:]
    private let today: Day

    /// - Parameter today: the day that is not over; what comes after it is no history.
    /// - Throws: ``SeriesError/columns(_:)``.
    init(_ text: String, named name: String, today: Day) throws(SeriesError) {
        self.today = today
        guard let (table, date, count) = Self.table(text) else { throw .columns(name) }
        var latest: Day?
        for (line, cells) in table {
            guard let row = row(line, cells, date, count) else { continue }
            if let latest, row.day < latest {
                report(line, "\(row.day.text) comes after \(latest.text). Rows are taken in the order of their dates.")
            }
            latest = max(latest ?? row.day, row.day)
            rows.append(row)
        }
        rows.sort { $0.day < $1.day }
        // Another row may have told.
        unknown.removeAll { lines[$0] != nil }
    }

    private mutating func report(_ line: Int, _ text: String) { problems.append(SeriesProblem(line: line, text: text)) }

    private mutating func row(_ line: Int, _ cells: [String], _ date: Int, _ count: Int) -> Row? {
        guard cells.count > max(date, count) else {
            report(line, "it has \(cells.count) of the columns. The row is not counted.")
            return nil
        }
        guard let day = Self.day(cells[date]) else {
            report(line, "\(Self.quoted(cells[date])) is no date such as 2026-11-30. The row is not counted.")
            return nil
        }
        guard day <= today else {
            report(line, "\(day.text) is in the future. The row is not counted.")
            return nil
        }
        if let before = lines[day] {
            report(line, "\(day.text) stands in line \(before) already. This row is not counted.")
            return nil
        }
        guard let value = Self.count(cells[count]) else {
            let what = "\(Self.quoted(cells[count])) is no count, which is a whole number from 0"
            report(line, "\(what). The row is not counted.")
            unknown.append(day)
            return nil
        }
        lines[day] = line
        return Row(line: line, day: day, value: value)
    }

    /// A date, also as the midnight that it begins with, as programs write columns of times.
    private static func day(_ text: String) -> Day? {
        guard text.utf8.count > 10 else { return Day(text) }
        let (day, time) = (text.prefix(10), text.dropFirst(10))
        guard text.utf8.count <= 40, time.first == " " || time.first == "T" else { return nil }
        let clock = time.dropFirst().prefix { $0.isNumber || $0 == ":" || $0 == "." }
        let zone = time.dropFirst(1 + clock.count)
        guard clock.hasPrefix("00:00"), clock.allSatisfy({ "0:.".contains($0) }),
            ["", "Z", "+00:00", " UTC"].contains(zone)
        else { return nil }
        return Day(day)
    }

    /// A whole number from 0, also written as `12.0`, as programs write columns that once had a gap.
    private static func count(_ text: String) -> Double? {
        guard text.utf8.count <= 20, let first = text.utf8.first, (0x30...0x39).contains(first),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), let value = Double(text),
            value == value.rounded(), value < 1e12
        else { return nil }
        return value
    }

    private static func quoted(_ text: String) -> String {
        text.isEmpty ? "nothing" : "\"\(text.prefix(40))\""
    }

    /// The cells of each line that is not empty behind the head, without the white space around them, and where the date and
    /// the count stand; `nil` when no head says that.
    private static func table(_ text: String) -> (rows: [(line: Int, cells: [String])], date: Int, count: Int)? {
        let plain = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        let lines = plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .filter { $0.element.contains(where: { !$0.isWhitespace }) }
        guard let first = lines.first?.element else { return nil }
        for separator: Character in [",", ";", "\t"] {
            let head = cells(first, separator).map { $0.lowercased() }
            guard let date = head.firstIndex(of: "date"), let count = head.firstIndex(of: "count") else { continue }
            return (lines.dropFirst().map { ($0.offset + 1, cells($0.element, separator)) }, date, count)
        }
        return nil
    }

    private static func cells(_ line: Substring, _ separator: Character) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == separator, !isQuoted {
                cells.append(cell)
                cell = ""
            } else {
                cell.append(character)
            }
        }
        cells.append(cell)
        return cells.map { cell in
            let start = cell.drop(while: \.isWhitespace)
            return String(start.reversed().drop(while: \.isWhitespace).reversed())
        }
    }
}
