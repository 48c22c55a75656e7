public import Forecast
import FoundationEssentials
public import Incident
public import JSON
public import Nights
import NightStore
public import Postgres

/// What a month was, beside the month before it.
public struct MonthReport: Sendable {
    /// How long something took.
    public struct Time: Sendable, Hashable {
        /// What.
        public var metric: Metric
        /// Of which type; `nil` for all.
        public var type: String?
        /// How many there were.
        public var count: Int
        /// In seconds.
        public var mean: Double
        /// In seconds.
        public var median: Double
        /// In seconds: nine of ten took no longer.
        public var p90: Double
        /// In seconds, the median of the month before; `nil` when it had none.
        public var medianBefore: Double?
    }

    /// How many there were of something, or what it cost.
    public struct Amount: Sendable, Hashable {
        /// Of what.
        public var metric: Metric
        /// By what it is told apart; `nil` for all.
        public var dimension: MetricDimension?
        /// Whose it is.
        public var value: String
        /// `count`, or a currency.
        public var unit: String
        /// How much.
        public var amount: JSON
        /// How much in the month before.
        public var before: JSON
    }

    /// The first day of the month.
    public var month: Day
    /// The last day that was computed; `nil` when none was.
    public var computed: Day?
    /// All first, then by type.
    public var times: [Time] = []
    /// In the order of the metrics; all first.
    public var amounts: [Amount] = []
    /// Incidents of each day.
    public var days: [MetricSeries.Point] = []

    /// Whether the month was over when it was computed.
    public var isComplete: Bool { computed.map { $0 >= month.monthStart(after: 1).next(-1) } ?? false }

    /// Puts the report of a month together.
    /// - Parameter day: a day of it.
    public static func load(
        monthOf day: Day, for viewer: Viewer, from database: some Querying
    ) async throws -> MonthReport {
        let month = day.monthStart
        let end = month.monthStart(after: 1)
        var report = MonthReport(month: month, computed: try await StepRows.lastDone(.metrics, in: database))
        report.days =
            try await SeriesRows.series(
                .init(.incidents, each: .day, in: month..<end), for: viewer, in: database
            ).first?.points ?? []
        for metric in Metric.durations {
            report.times += try await times(metric, of: month, for: viewer, from: database)
        }
        let wanted: [(Metric, [MetricDimension?])] = [
            (.incidents, [nil, .type, .severity, .team]), (.alerts, [nil, .severity]), (.pages, [nil, .person]),
            (.nightPages, [nil, .person]), (.cost, [nil, .type, .team]),
            (.overdueTasks, [nil, .team]), (.deadLetters, [nil, .worker]),
        ]
        for (metric, dimensions) in wanted {
            for dimension in dimensions {
                report.amounts += try await amounts(metric, dimension, of: month, for: viewer, from: database)
            }
        }
        return report
    }

    private static func amounts(
        _ metric: Metric, _ dimension: MetricDimension?, of month: Day, for viewer: Viewer, from database: some Querying
    ) async throws -> [Amount] {
        let span = month.monthStart(after: -1)..<month.monthStart(after: 1)
        let series = try await SeriesRows.series(
            .init(metric, each: .month, by: dimension, in: span), for: viewer, in: database)
        return series.map { series in
            Amount(
                metric: metric, dimension: dimension, value: series.value, unit: series.unit,
                amount: series.points.first { $0.day == month }?.value ?? .int(0),
                before: series.points.first { $0.day < month }?.value ?? .int(0))
        }
    }

    private static func times(
        _ metric: Metric, of month: Day, for viewer: Viewer, from database: some Querying
    ) async throws -> [Time] {
        let span = month.monthStart(after: -1)..<month.monthStart(after: 1)
        var times: [Time] = []
        for dimension in [nil, MetricDimension.type] {
            var values: [MetricStatistic: [String: [Day: Double]]] = [:]
            for statistic in MetricStatistic.allCases {
                let series = try await SeriesRows.series(
                    .init(metric, each: .month, by: dimension, statistic, in: span), for: viewer, in: database)
                for one in series {
                    values[statistic, default: [:]][one.value] = Dictionary(
                        one.points.compactMap { point in point.value.doubleValue.map { (point.day, $0) } }
                    ) { first, _ in first }
                }
            }
            for (value, counts) in (values[.count] ?? [:]).sorted(by: { $0.key < $1.key }) {
                func of(_ statistic: MetricStatistic, _ day: Day = month) -> Double? { values[statistic]?[value]?[day] }
                guard let count = counts[month], let mean = of(.mean), let median = of(.median), let p90 = of(.p90)
                else { continue }
                times.append(
                    Time(
                        metric: metric, type: dimension == nil ? nil : value, count: Int(count), mean: mean,
                        median: median, p90: p90, medianBefore: of(.median, month.monthStart(after: -1))))
            }
        }
        return times
    }
}

extension MonthReport: JSONEncodable {
    /// `month`, `complete`, `times`, `amounts` and `days`.
    public var json: JSON {
        [
            "month": .string(month.month), "complete": .bool(isComplete),
            "times": .array(
                times.map { time in
                    [
                        "name": .string(time.metric.rawValue), "type": .optional(time.type), "count": .int(time.count),
                        "mean": .double(time.mean), "median": .double(time.median), "p90": .double(time.p90),
                        "median_before": time.medianBefore.map { .double($0) } ?? .null,
                    ]
                }),
            "amounts": .array(
                amounts.map { amount in
                    [
                        "name": .string(amount.metric.rawValue), "unit": .string(amount.unit),
                        "dimension": amount.dimension.map { .object([$0.rawValue: .string(amount.value)]) } ?? .null,
                        "value": amount.amount, "before": amount.before,
                    ]
                }),
            "days": .array(days.map { ["at": .string($0.day.text), "value": $0.value] }),
        ]
    }
}
