import Forecast
import JSON
import Nights

/// What nights have computed as a table (RFC 4180) for a spreadsheet: a row a period.
enum MetricTable {
    static let heading = "metric,unit,dimension,value,statistic,period,at,number"

    /// The rows of series of a period; `statistic` is that of lengths of time.
    static func rows(_ series: [MetricSeries], _ period: MetricPeriod, _ statistic: MetricStatistic) -> [String] {
        series.flatMap { series in
            series.points.map { point in
                [
                    series.metric.rawValue, series.unit, series.dimension?.rawValue ?? "", series.value,
                    series.metric.isDuration ? statistic.rawValue : "sum", period.rawValue, point.day.text,
                    point.value == .null ? "" : point.value.text(),
                ].map(cell).joined(separator: ",")
            }
        }
    }

    /// A cell. A spreadsheet takes what begins with these signs for a formula, whoever named a team so.
    private static func cell(_ text: String) -> String {
        let harmless = text.first.map { "=+-@\t\r".contains($0) && Double(text) == nil } == true ? "'" + text : text
        guard harmless.contains(where: { ",\"\n\r".contains($0) }) else { return harmless }
        return "\"" + harmless.replacing("\"", with: "\"\"") + "\""
    }
}
