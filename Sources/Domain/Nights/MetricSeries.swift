public import Forecast
public import JSON

/// The values of a metric in successive periods.
public struct MetricSeries: Sendable, Hashable, JSONEncodable {
    /// A value of one period.
    public struct Point: Sendable, Hashable {
        /// The first day of the period.
        public var day: Day
        /// What was measured.
        public var value: JSON

        /// A value of the period that begins with a day.
        public init(_ day: Day, _ value: JSON) {
            self.day = day
            self.value = value
        }
    }

    /// What is measured.
    public var metric: Metric
    /// `seconds`, `count`, or a currency.
    public var unit: String
    /// What it is told apart by; `nil` for all of them together.
    public var dimension: MetricDimension?
    /// Whose it is of those: a type, a team, a mail address; empty for all of them together, and for those without a team.
    public var value: String
    /// In the order of time.
    public var points: [Point]

    /// A series.
    public init(
        _ metric: Metric, unit: String, by dimension: MetricDimension? = nil, of value: String = "",
        points: [Point] = []
    ) {
        self.metric = metric
        self.unit = unit
        self.dimension = dimension
        self.value = value
        self.points = points
    }

    /// `name`, `unit`, `dimension` (such as `{"type": "outage"}`, null for all of them) and `points`.
    public var json: JSON {
        [
            "name": .string(metric.rawValue), "unit": .string(unit),
            "dimension": dimension.map { .object([$0.rawValue: .string(value)]) } ?? .null,
            "points": .array(points.map { ["at": .string($0.day.text), "value": $0.value] }),
        ]
    }
}
