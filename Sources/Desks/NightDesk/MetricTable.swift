import Forecast
import JSON
public import Nights

/// What nights have computed as a table (RFC 4180) for a spreadsheet: a row a period.
public enum MetricTable {
    /// What the columns are.
    public static let heading = "metric,unit,dimension,value,statistic,period,at,number"

    /// The rows of series of a period, without line breaks at their ends.
    /// - Parameter statistic: that of lengths of time.
    public static func rows(
        _ series: [MetricSeries], _ period: MetricPeriod, _ statistic: MetricStatistic
    ) -> [String] {
        series.flatMap { series in
            series.points.map { point in
                let names = [series.metric.rawValue, series.unit, series.dimension?.rawValue ?? "", series.value]
                let rest = [
                    series.metric.isDuration ? statistic.rawValue : "sum", period.rawValue, point.day.text,
                    point.value == .null ? "" : point.value.text(),
                ]
                return (names.map(cell) + rest).joined(separator: ",")
            }
        }
    }

    /// A cell. A spreadsheet takes what begins with these signs for a formula, whoever named a team so. It looks at scalars, as
    /// this does: a sign with a combining mark behind it is no sign to `Character`, and one to a spreadsheet.
    static func cell(_ text: String) -> String {
        let isNumber = text.wholeMatch(of: /[-+]?[0-9]+(?:\.[0-9]+)?/) != nil
        let isFormula = !isNumber && text.unicodeScalars.first.map(formulas.contains) == true
        let harmless = isFormula ? "'" + text : text
        guard harmless.unicodeScalars.contains(where: marks.contains) else { return harmless }
        var quoted = "\""
        for scalar in harmless.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// The signs of the keyboard, what is dropped before them, and their full widths.
    private static let formulas: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
    private static let marks: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
}
