import Encodings
import Forecast
import JSON
import NightDesk
import Nights

/// The report of a month as one page: it needs no other file and no script, and prints well.
enum MonthPage {
    static func html(_ report: MonthReport) -> String {
        let warning = MonthWords.warning(report).map { "<p class=\"warning\">\(HTMLEscaping.escape($0))</p>\n" } ?? ""
        let sections = [chart(report), times(report)] + Metric.allCases.map { amounts(report, $0) }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Incidents of \(report.month.month)</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <h1>Incidents of \(report.month.month)</h1>
            \(warning)\(sections.filter { !$0.isEmpty }.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    private static let style = """
        body { font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 2rem auto;
            padding: 0 1rem }
        h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
        th, td { padding: .3rem .5rem; border-bottom: 1px solid #ddd; text-align: right }
        th:first-child, td:first-child { text-align: left }
        tr.part td:first-child { padding-left: 1.5rem; color: #555 }
        .warning { border-left: 4px solid #b25000; padding: .3rem .8rem; background: #fff6ee }
        svg { width: 100%; height: auto; display: block } svg text { font: 11px system-ui, sans-serif; fill: #555 }
        section { break-inside: avoid }
        @media print { body { margin: 0; max-width: none } }
        """

    private static func section(_ title: String, _ content: String) -> String {
        "<section>\n<h2>\(HTMLEscaping.escape(title))</h2>\n\(content)\n</section>"
    }

    private static func chart(_ report: MonthReport) -> String {
        let bars = report.days.map { BarChart.Bar(label: "\($0.day.text)", value: $0.value.doubleValue ?? 0) }
        return bars.isEmpty ? "" : section("Incidents a day", BarChart(bars: bars).svg)
    }

    private static func times(_ report: MonthReport) -> String {
        guard !report.times.isEmpty else { return section("How long it took", "<p>No incident is counted.</p>") }
        let rows = report.times.map { time in
            row(
                [
                    time.type ?? time.metric.title, "\(time.count)", MonthWords.span(time.mean),
                    MonthWords.span(time.median), MonthWords.span(time.p90),
                    time.medianBefore.map(MonthWords.span) ?? "–",
                ], isPart: time.type != nil)
        }
        return section(
            "How long it took",
            table(["", "Incidents", "Mean", "Median", "Nine of ten within", "Median of the month before"], rows))
    }

    private static func amounts(_ report: MonthReport, _ metric: Metric) -> String {
        let own = report.amounts.filter { $0.metric == metric }
        guard !own.isEmpty else { return "" }
        let rows = own.map { amount in
            row(
                [
                    (amount.dimension.map { "\($0.rawValue) " } ?? "") + MonthWords.name(amount),
                    MonthWords.amount(amount.amount, amount.unit), MonthWords.amount(amount.before, amount.unit),
                ], isPart: amount.dimension != nil)
        }
        return section(metric.title, table(["", "This month", "The month before"], rows))
    }

    private static func table(_ headings: [String], _ rows: [String]) -> String {
        let head = headings.map { "<th scope=\"col\">\(HTMLEscaping.escape($0))</th>" }.joined()
        return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(rows.joined(separator: "\n"))\n</tbody>\n</table>"
    }

    private static func row(_ cells: [String], isPart: Bool) -> String {
        "<tr\(isPart ? " class=\"part\"" : "")>\(cells.map { "<td>\(HTMLEscaping.escape($0))</td>" }.joined())</tr>"
    }
}
