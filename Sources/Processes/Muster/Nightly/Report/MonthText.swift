import Forecast
import NightDesk
import Nights

/// The report of a month for a terminal.
enum MonthText {
    static func text(_ report: MonthReport) -> String {
        let head = "Month \(report.month.month)" + (MonthWords.warning(report).map { "\n\($0)" } ?? "")
        return ([head, times(report)] + Metric.allCases.map { amounts(report, $0) }).filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private static func times(_ report: MonthReport) -> String {
        guard !report.times.isEmpty else { return "No incident of this month is counted." }
        var table = NumberTable("TIME TO", "INCIDENTS", "MEAN", "MEDIAN", "9 OF 10 WITHIN", "MEDIAN BEFORE")
        for time in report.times {
            table.add([
                time.type.map { "  \($0)" } ?? String(time.metric.title.dropFirst("Time to ".count)), "\(time.count)",
                MonthWords.span(time.mean), MonthWords.span(time.median), MonthWords.span(time.p90),
                time.medianBefore.map(MonthWords.span) ?? "–",
            ])
        }
        return table.text
    }

    private static func amounts(_ report: MonthReport, _ metric: Metric) -> String {
        let own = report.amounts.filter { $0.metric == metric }
        guard !own.isEmpty else { return "" }
        var table = NumberTable(metric.title.uppercased(), "THIS MONTH", "BEFORE")
        for amount in own {
            table.add([
                amount.dimension == nil
                    ? "all" : "  \(amount.dimension?.rawValue ?? "") \(MonthWords.name(amount))",
                MonthWords.amount(amount.amount, amount.unit), MonthWords.amount(amount.before, amount.unit),
            ])
        }
        return table.text
    }
}
