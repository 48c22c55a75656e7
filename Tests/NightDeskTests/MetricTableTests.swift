import Forecast
import JSON
import Nights
import Testing

@testable import NightDesk

@Suite struct MetricTableTests {
    private func rows(_ metric: Metric, of value: String, _ number: JSON) throws -> [String] {
        let day = try #require(Day("2026-10-01"))
        let series = MetricSeries(
            metric, unit: "seconds", by: .team, of: value, points: [MetricSeries.Point(day, number)])
        return MetricTable.rows([series], .month, .p90)
    }

    @Test func aRowIsAPeriod() throws {
        #expect(
            try rows(.timeToClose, of: "Ops", 12.5) == ["time_to_close,seconds,team,Ops,p90,month,2026-10-01,12.5"])
        #expect(try rows(.incidents, of: "", .null) == ["incidents,seconds,team,,sum,month,2026-10-01,"])
        #expect(MetricTable.heading.split(separator: ",").count == 8)
    }

    @Test(
        arguments: [
            ("A, \"B\"", "\"A, \"\"B\"\"\""), ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("-2", "-2"),
            ("+1,=2", "\"'+1,=2\""), ("=\u{301}1", "'=\u{301}1"), ("-inf", "'-inf"), ("\u{FF1D}1", "'\u{FF1D}1"),
            ("a,\u{301}b", "\"a,\u{301}b\""), ("a\r\nb", "\"a\r\nb\""), ("\n=1", "\"'\n=1\""),
            ("q\"\u{301}", "\"q\"\"\u{301}\""), ("@\u{FE0F}sum", "'@\u{FE0F}sum"),
        ])
    func namesAreNoFormulas(_ name: String, _ cell: String) throws {
        #expect(try rows(.incidents, of: name, 1) == ["incidents,seconds,team,\(cell),sum,month,2026-10-01,1"])
    }
}
