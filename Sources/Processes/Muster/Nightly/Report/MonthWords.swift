import Forecast
import JSON
import NightDesk
import Nights

/// How the report says things, for a terminal and for a page.
enum MonthWords {
    /// `45 s`, `12 min`, `3.5 h`, `2.1 d`.
    static func span(_ seconds: Double) -> String {
        switch seconds {
        case ..<120: "\(Int(seconds.rounded())) s"
        case ..<7200: "\(Int((seconds / 60).rounded())) min"
        case ..<172_800: "\(tenths(seconds / 3600)) h"
        default: "\(tenths(seconds / 86_400)) d"
        }
    }

    /// A count, or an amount with its currency.
    static func amount(_ value: JSON, _ unit: String) -> String {
        guard case .number(let number) = value else { return "–" }
        return unit == "count" ? number.text : "\(number.text) \(unit)"
    }

    /// What an amount is of: `all`, a type, a team, a person.
    static func name(_ amount: MonthReport.Amount) -> String {
        guard amount.dimension != nil else { return "all" }
        return amount.value.isEmpty ? "without a team" : amount.value
    }

    /// What is to be known of the report.
    static func warning(_ report: MonthReport) -> String? {
        guard let computed = report.computed else {
            return "No night has been computed yet: run `muster nightly run`."
        }
        return report.isComplete ? nil : "This month is computed up to \(computed.text) only."
    }

    private static func tenths(_ number: Double) -> String {
        let whole = Int((number * 10).rounded())
        return "\(whole / 10).\(whole % 10)"
    }
}
