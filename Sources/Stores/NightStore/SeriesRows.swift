import Cost
public import Forecast
public import Incident
import JSON
public import Nights
public import Postgres

/// Reads the series of metrics, as much of them as a viewer may see.
public enum SeriesRows {
    /// What is asked for.
    public struct Question: Sendable, Hashable {
        /// What was measured.
        public var metric: Metric
        /// How long the periods are.
        public var period: MetricPeriod
        /// What it is told apart by; `nil` for all of them together.
        public var dimension: MetricDimension?
        /// What is told of lengths of time.
        public var statistic: MetricStatistic
        /// The first day of the first period, and the day after the last.
        public var days: Range<Day>

        /// A question.
        public init(
            _ metric: Metric, each period: MetricPeriod, by dimension: MetricDimension? = nil,
            _ statistic: MetricStatistic = .median, in days: Range<Day>
        ) {
            self.metric = metric
            self.period = period
            self.dimension = dimension
            self.statistic = statistic
            self.days = days
        }
    }

    /// The series, by what they are told apart by. A count or an amount that there was none of is zero in a series; a length
    /// of time that nothing had has no point.
    public static func series(
        _ question: Question, for viewer: Viewer, in database: some Querying
    ) async throws -> [MetricSeries] {
        var series: [MetricSeries] = []
        for row in try await database.query(statement(question, viewer)) {
            let (value, unit) = (try row.decode("value", as: String.self), try row.decode("unit", as: String.self))
            if series.last?.value != value || series.last?.unit != unit {
                series.append(MetricSeries(question.metric, unit: unit, by: question.dimension, of: value))
            }
            let number: Int32 = try row.decode("starts")
            series[series.count - 1].points.append(
                MetricSeries.Point(Day(number: Int(number)), try point(row, question, unit: unit)))
        }
        return question.metric.isDuration ? series : series.map { filled($0, question) }
    }

    private static func statement(_ question: Question, _ viewer: Viewer) -> Statement {
        let days = [question.days.lowerBound, question.days.upperBound].map { PostgresValue.int4(Int32($0.number)) }
        let period = PostgresValue.text(question.period.rawValue)
        let dimension = PostgresValue.text(question.dimension?.rawValue ?? "")
        if question.metric.isDuration {
            return Statement(
                durations,
                days + [
                    .text(question.metric.rawValue), dimension, period, .text(viewer.seesRestricted ? "all" : "open"),
                ])
        }
        if question.metric == .cost {
            return Statement(costs, days + [.bool(viewer.seesRestricted), dimension, period])
        }
        return Statement(
            tallies,
            days + [.text(question.metric.rawValue), dimension, period, .bool(viewer.seesRestricted)])
    }

    private static let durations: SQL = """
        select value, 'seconds' as unit, starts - date '1970-01-01' as starts, count, sum, median, p90
        from nightly.duration
        where starts >= date '1970-01-01' + $1::int4 and starts < date '1970-01-01' + $2::int4
            and name = $3 and dimension = $4 and period = $5 and audience = $6
        order by value, starts
        """

    private static let tallies: SQL = """
        select value, 'count' as unit, date_trunc($5, day::timestamp)::date - date '1970-01-01' as starts,
            sum(count)::int8 as count
        from nightly.tally
        where day >= date '1970-01-01' + $1::int4 and day < date '1970-01-01' + $2::int4
            and name = $3 and dimension = $4 and (not restricted or $6)
        group by 1, 3 order by value, starts
        """

    private static let costs: SQL = """
        select case $4 when 'type' then type when 'team' then team else '' end as value, currency as unit,
            date_trunc($5, day::timestamp)::date - date '1970-01-01' as starts, sum(amount_minor)::int8 as count
        from nightly.cost_day
        where day >= date '1970-01-01' + $1::int4 and day < date '1970-01-01' + $2::int4 and (not restricted or $3)
        group by 1, 2, 3 order by value, unit, starts
        """

    private static func point(_ row: PostgresRow, _ question: Question, unit: String) throws -> JSON {
        let count: Int64 = try row.decode("count")
        guard question.metric.isDuration else { return amount(count, unit: unit) }
        switch question.statistic {
        case .count: return .int(count)
        case .mean: return rounded(Double(try row.decode("sum", as: Int64.self)) / Double(count))
        case .median: return rounded(try row.decode("median"))
        case .p90: return rounded(try row.decode("p90"))
        }
    }

    /// To a tenth of a second.
    private static func rounded(_ seconds: Double) -> JSON {
        let tenths = (seconds * 10).rounded()
        return tenths.truncatingRemainder(dividingBy: 10) == 0 ? .int(Int64(tenths / 10)) : .double(tenths / 10)
    }

    /// A count as it is, money in its currency with the decimals of its minor unit.
    private static func amount(_ count: Int64, unit: String) -> JSON {
        guard let currency = Currency(unit) else { return .int(count) }
        let text = Money(count, currency).text.prefix { $0 != " " }
        return (try? JSON.parse(String(text))) ?? .null
    }

    private static func filled(_ series: MetricSeries, _ question: Question) -> MetricSeries {
        var filled = series
        let known = Dictionary(series.points.map { ($0.day, $0.value) }) { first, _ in first }
        var start = question.period.start(of: question.days.lowerBound)
        filled.points = []
        while start < question.days.upperBound {
            filled.points.append(MetricSeries.Point(start, known[start] ?? .int(0)))
            start = question.period.next(after: start)
        }
        return filled
    }
}
