import Forecast
import Incident
import JSON
import NightDesk

/// How many incidents the last night expects.
enum ExpectedIncidents {
    static func show(_ frequency: Frequency, asJSON: Bool) async throws {
        let forecasts = try await Database.asOperator { client in
            try await MetricDesk(database: client).forecasts(frequency, for: .system)
        }
        Output.result(asJSON: asJSON, Output.list(forecasts), text(forecasts, frequency))
    }

    static func text(_ forecasts: [JSON], _ frequency: Frequency) -> String {
        var listing = Listing("SERIES", frequency.rawValue.uppercased(), "EXPECTED", "80 %", "MODEL", "")
        for forecast in forecasts {
            let note = note(forecast)
            for (index, point) in (forecast["points"]?.arrayValue ?? []).prefix(3).enumerated() {
                listing.add(
                    index == 0 ? forecast.text(of: "series") ?? "" : "", point.text(of: "at"), point.text(of: "value"),
                    "\(point.text(of: "low80") ?? "")–\(point.text(of: "high80") ?? "")",
                    index == 0 ? forecast.text(of: "model") : "",
                    index == 0 ? note : "")
            }
        }
        return listing.text(empty: "Nothing is forecast yet: run `muster nightly run`.")
    }

    /// What somebody who plans with it must know.
    private static func note(_ forecast: JSON) -> String {
        if forecast["backtest"]?["folds"] == 0 { return "not tried on the past, which is too short" }
        return forecast["beats_naive"] == true ? "" : "no better than the naive forecast in the past"
    }
}
