import Forecast
import Foundation
import JSON
import Nights
import Testing

@testable import Muster
@testable import NightDesk

@Suite struct NightlyReportTests {
    private func report() throws -> MonthReport {
        let month = try #require(Day("2026-10-01"))
        var report = MonthReport(month: month, computed: Day("2026-10-30"))
        report.times = [
            .init(metric: .timeToClose, type: nil, count: 12, mean: 7300, median: 90, p90: 180_000, medianBefore: nil),
            .init(metric: .timeToClose, type: "<b>", count: 2, mean: 60, median: 60, p90: 60, medianBefore: 600),
        ]
        report.amounts = [
            .init(metric: .incidents, dimension: nil, value: "", unit: "count", amount: .int(12), before: .int(9)),
            .init(metric: .cost, dimension: .team, value: "", unit: "EUR", amount: .double(120.5), before: .int(0)),
        ]
        report.days = [.init(month, .int(4)), .init(month.next(), .int(0))]
        return report
    }

    @Test func aTerminalShowsAlignedRows() throws {
        let text = MonthText.text(try report())
        #expect(text.contains("This month is computed up to 2026-10-30 only."))
        let lines = text.split(separator: "\n").map(String.init)
        let first = try #require(lines.firstIndex { $0.hasPrefix("TIME TO") })
        #expect(Set(lines[first...(first + 2)].map(\.count)).count == 1, "\(text)")
        #expect(lines[first + 1].hasPrefix("close") && lines[first + 1].contains("2.0 h"))
        #expect(text.contains("2.1 d") && text.contains("120.5 EUR") && text.contains("team without a team"))
    }

    /// What people named is text in it; nothing is fetched and nothing runs.
    @Test func thePageNeedsNothingElse() throws {
        let page = MonthPage.html(try report())
        #expect(page.contains("&lt;b&gt;") && !page.contains("<b>"))
        for forbidden in ["<script", "http://", "https://", "src=", "@import", "url("] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(page.contains("<svg") && page.contains("<title>2026-10-01: 4</title>"))
        #expect(page.contains("@media print"))
        for tag in ["section", "table", "svg", "tr", "td", "h2"] {
            #expect(
                page.components(separatedBy: "<\(tag)").count == page.components(separatedBy: "</\(tag)>").count,
                "\(tag)")
        }
    }
}
