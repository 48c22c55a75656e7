public import Forecast
import FoundationEssentials
public import Incident
public import JSON
public import Nights
import NightStore
public import Organisation
public import Postgres

/// Tells what nights have computed.
public struct MetricDesk: Sendable {
    /// What somebody wants to know.
    public struct Question: Sendable, Hashable {
        /// What was measured.
        public var metric: Metric
        /// How long the periods are.
        public var period: MetricPeriod
        /// What it is told apart by; `nil` for all of them together.
        public var dimension: MetricDimension?
        /// What is told of lengths of time.
        public var statistic: MetricStatistic
        /// The first day; `nil` for as long ago as the period usually asks for.
        public var from: Day?
        /// The day after the last one; `nil` for today.
        public var until: Day?

        /// A question.
        public init(
            _ metric: Metric, each period: MetricPeriod = .month, by dimension: MetricDimension? = nil,
            _ statistic: MetricStatistic = .median, from: Day? = nil, until: Day? = nil
        ) {
            self.metric = metric
            self.period = period
            self.dimension = dimension
            self.statistic = statistic
            self.from = from
            self.until = until
        }
    }

    /// The days of one question at most: four years, with those of the periods at their ends.
    public static let longest = 1500

    private let database: PostgresClient

    /// A desk that reads there.
    public init(database: PostgresClient) { self.database = database }

    /// The series that answer a question, of as much as the viewer may see. Periods are whole: the first and the last one as
    /// well, as far as they were computed.
    /// - Throws: ``NightError`` for a question that makes no sense.
    public func series(
        _ question: Question, of organisation: OrganisationConfiguration, for viewer: Viewer
    ) async throws -> [MetricSeries] {
        if let dimension = question.dimension, !question.metric.dimensions.contains(dimension) {
            let known = question.metric.dimensions.map(\.rawValue).joined(separator: ", ")
            throw NightError("\(question.metric.rawValue) is told apart by \(known), and not by \(dimension.rawValue)")
        }
        let calendar = try NightSettings.calendar(of: organisation)
        let until = question.until ?? calendar.day(of: Date())
        let period = question.period
        let from = period.start(of: question.from ?? until.next(-Self.usualDays(of: period)))
        let end = period.next(after: until.next(-1))
        guard question.from.map({ $0 < until }) ?? true, end.number - from.number <= Self.longest else {
            throw NightError("until lies after from, and at most four years")
        }
        return try await SeriesRows.series(
            SeriesRows.Question(
                question.metric, each: period, by: question.dimension, question.statistic, in: from..<end),
            for: viewer, in: database)
    }

    /// What was expected at the end of the last night, of all incidents first and then of each type.
    public func forecasts(_ frequency: Frequency, for viewer: Viewer) async throws -> [JSON] {
        try await ForecastRows.newest(frequency, for: viewer, in: database)
    }

    private static func usualDays(of period: MetricPeriod) -> Int {
        switch period {
        case .day: 31
        case .week: 13 * 7
        case .month: 365
        }
    }
}
