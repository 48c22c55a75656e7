/// Counts or amounts of successive periods.
public struct Series: Sendable {
    /// What it is called where it is shown.
    public let name: String
    /// How long its periods are.
    public let frequency: Frequency
    /// What its values are.
    public let kind: SeriesKind
    /// Of whole periods, oldest first, without gaps.
    public let values: [Double]

    /// The periods that models learn from, counted from the end.
    private static let longest = 600

    let start: Period
    /// What has happened in the period that has not ended yet, and how much of it is over; only a series without a whole
    /// period is forecast from it.
    let unfinished: (value: Double, share: Double)?
    /// Of each day of the week, from Monday on, how many times what a mean day has.
    let weekdays: [Double]

    /// The first day of the first period.
    public var from: Day { start.first }
    /// The last day of the last whole period; the day before ``from`` when there is none.
    public var through: Day { Day(number: start.next(values.count).first.number - 1) }

    /// - Parameters:
    ///   - name: what it is called.
    ///   - frequency: how long its periods are.
    ///   - kind: what its values are.
    ///   - start: a day of the first period.
    ///   - values: of whole periods, not below zero.
    public init(
        name: String, frequency: Frequency, kind: SeriesKind = .counts, start: Day, values: [Double]
    ) {
        self.init(
            name: name, kind: kind, start: Period(frequency, of: start), values: values, unfinished: nil,
            weekdays: Array(repeating: 1, count: 7))
    }

    init(
        name: String, kind: SeriesKind, start: Period, values: [Double],
        unfinished: (value: Double, share: Double)?, weekdays: [Double]
    ) {
        self.name = name
        frequency = start.frequency
        self.kind = kind
        self.start = start
        self.values = values
        self.unfinished = unfinished
        self.weekdays = weekdays
    }

    /// The periods after the last.
    func periods(ahead horizon: Int) -> [Period] { (0..<horizon).map { start.next(values.count + $0) } }

    /// How much a period has of what an ordinary one has: a month of 28 days less than one of 31, and one with five Mondays
    /// more than one with four, where Mondays have more than other days.
    func exposure(of period: Period) -> Double {
        guard frequency == .month else { return 1 }
        let first = period.first
        let whole = period.days / 7
        let rest = (whole * 7..<period.days).reduce(0.0) { $0 + weekdays[(first.weekday + $1) % 7] }
        return (Double(whole) * weekdays.reduce(0, +) + rest) / 30.436_875
    }

    /// What models learn from; of a series without a whole period, the part of the first one.
    var history: History {
        if values.isEmpty, let unfinished {
            return History(
                values: [unfinished.value], exposures: [unfinished.share * exposure(of: start)], kind: kind, period: 1)
        }
        // What was longer ago says nothing of what comes, and takes its time.
        let used = values.indices.suffix(Self.longest)
        return History(
            values: Array(values[used]), exposures: used.map { exposure(of: start.next($0)) }, kind: kind,
            period: frequency.season)
    }
}
