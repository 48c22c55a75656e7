/// Reads a series from a table with the columns `date` and `count`, a row a period or a row a day.
public struct SeriesReader: Sendable {
    /// What the series is called.
    public var name: String
    /// How long its periods are; `nil` to tell it from the dates.
    public var frequency: Frequency?
    /// The day that is not over.
    public var today: Day
    /// The last day that was counted: until then, what has no row is zero. `nil` for the last row.
    public var through: Day?

    /// Periods that a series may have; more come from a date that is wrong.
    private static let most = 20_000

    /// - Parameters:
    ///   - name: what the series is called.
    ///   - frequency: how long its periods are; `nil` to tell it from the dates.
    ///   - through: the last day that was counted; `nil` for the last row.
    ///   - today: the day that is not over.
    public init(name: String, frequency: Frequency? = nil, through: Day? = nil, today: Day) {
        self.name = name
        self.frequency = frequency
        self.through = through
        self.today = today
    }

    /// The series, and what is wrong with its rows: those rows are left out, each with its line.
    /// - Throws: ``SeriesError`` when no series can be made of it.
    public func read(_ text: String) throws(SeriesError) -> (series: Series, problems: [SeriesProblem]) {
        let table = try SeriesRows(text, named: name, today: today)
        let rows = table.rows
        guard let first = rows.first?.day, let last = rows.last?.day else {
            throw .empty(name, table.problems.first)
        }
        let dates = SeriesDates(rows.map(\.day))
        let frequency = frequency ?? dates.frequency
        let start = Period(frequency, of: first)
        var problems = table.problems
        // A row a period stands for all of it; a row a day for its day alone.
        let counted = max(through ?? last, dates.isRowPer(frequency) ? Period(frequency, of: last).last : last)
        let end = min(counted, Day(number: today.number - 1))
        let after = Period(frequency, of: Day(number: end.number + 1))
        guard after.number - start.number <= Self.most else {
            throw .long(name, first: first.text, last: last.text, most: Self.most)
        }
        let whole = max(0, after.number - start.number)
        var values = [Double](repeating: 0, count: whole)
        var hasRow = [Bool](repeating: false, count: whole)
        var unfinished: (value: Double, share: Double)?
        for row in rows {
            let place = Period(frequency, of: row.day).number - start.number
            if place < whole {
                values[place] += row.value
                hasRow[place] = true
            } else {
                unfinished = ((unfinished?.value ?? 0) + row.value, 0)
            }
        }
        if let rest = unfinished?.value {
            let days = max(1, end.number - after.first.number + 1)
            unfinished = (rest, Double(days) / Double(after.days))
            let what = "\(after.text) is not whole: it is counted up to \(max(end, after.first).text)"
            let made = whole > 0 ? "is left out" : "is all there is"
            problems.append(SeriesProblem(line: nil, text: "\(what), and \(made)."))
        }
        let missing = Set(table.unknown.map { Period(frequency, of: $0).number - start.number })
        fill(&values, missing, start, &problems)
        report(gaps: (0..<whole).filter { !hasRow[$0] && !missing.contains($0) }, start, dates, &problems)
        let series = Series(
            name: name, kind: .counts, start: start, values: values, unfinished: unfinished,
            weekdays: dates.isRowPer(frequency) ? Array(repeating: 1, count: 7) : Self.weekdays(rows))
        return (series, problems)
    }

    /// Puts the mean of the neighbours where a row cannot be used: a zero would be a count.
    private func fill(
        _ values: inout [Double], _ missing: Set<Int>, _ start: Period, _ problems: inout [SeriesProblem]
    ) {
        for place in missing.sorted() where values.indices.contains(place) {
            let before = (0..<place).last { !missing.contains($0) }
            let after = ((place + 1)..<max(place + 1, values.count)).first { !missing.contains($0) }
            let known = [before, after].compactMap { $0.map { values[$0] } }
            guard !known.isEmpty else { continue }
            values[place] = (known.reduce(0, +) / Double(known.count)).rounded()
            problems.append(
                SeriesProblem(
                    line: nil,
                    text: "\(start.next(place).text) is not known whole. It is taken for the mean of its neighbours, "
                        + "\(Int(values[place]))."))
        }
    }

    /// Tells of periods without rows, unless most have none: then rows are written when something happens.
    private func report(
        gaps: [Int], _ start: Period, _ dates: SeriesDates, _ problems: inout [SeriesProblem]
    ) {
        guard !gaps.isEmpty else { return }
        let shown = gaps.prefix(5).map { start.next($0).text }.joined(separator: ", ")
        let rest = gaps.count > 5 ? " and \(gaps.count - 5) more" : ""
        problems.append(
            SeriesProblem(line: nil, text: "Without a row, and counted as zero: \(shown)\(rest)."))
    }

    /// What each day of the week has of all, as if each had had ten more.
    private static func weekdays(_ rows: [SeriesRows.Row]) -> [Double] {
        var sums = [Double](repeating: 10, count: 7)
        for row in rows { sums[row.day.weekday] += row.value }
        let total = sums.reduce(0, +)
        return sums.map { 7 * $0 / total }
    }
}
