import Forecast

/// A forecast for people: what was chosen and why, what comes, and how all models would have done.
enum ForecastText {
    static func text(_ forecast: Forecast, columns: Int? = Output.columns) -> String {
        [head(forecast, columns), points(forecast), scores(forecast, columns)].joined(separator: "\n\n")
    }

    private static func head(_ forecast: Forecast, _ columns: Int?) -> String {
        let count = forecast.series.values.count
        let unit = forecast.series.frequency.rawValue
        let history =
            count == 0
            ? "no whole \(unit) yet"
            : "\(count) \(unit)\(count == 1 ? "" : "s"), \(forecast.series.from.text) to \(forecast.series.through.text)"
        return Fields.text(
            [
                ("series", forecast.series.name), ("history", history), ("model", forecast.model),
                ("why", forecast.reason), ("warning", warning(forecast)),
            ], columns: columns)
    }

    /// What somebody who plans with it must know.
    private static func warning(_ forecast: Forecast) -> String? {
        guard forecast.chosen != nil else {
            return "This was not tried on the past. The ranges say what chance alone may bring."
        }
        return forecast.beatsNaive
            ? nil : "In the past this was no better than the naive forecast, which is what was last, or a season ago."
    }

    private static func points(_ forecast: Forecast) -> String {
        var table = NumberTable(
            forecast.series.frequency.rawValue.uppercased(), "EXPECTED", "MEDIAN", "80 %", "95 %")
        for point in forecast.points { table.add([point.period] + cells(point.value)) }
        table.add(["all \(forecast.points.count)"] + cells(forecast.total))
        return table.text
    }

    private static func cells(_ value: ForecastValue) -> [String] {
        [
            number(value.mean, places: 1), number(value.median),
            "\(number(value.low80))–\(number(value.high80))", "\(number(value.low95))–\(number(value.high95))",
        ]
    }

    private static func scores(_ forecast: Forecast, _ columns: Int?) -> String {
        guard !forecast.scores.isEmpty else { return "There is no back-test: that takes five whole periods." }
        var table = NumberTable("BACK-TEST", "MASE", "LOSS", "WINKLER 80", "WINKLER 95", "IN 80 %", "IN 95 %")
        for score in forecast.scores {
            table.add([
                (score == forecast.chosen ? "* " : "  ") + score.model,
                score.mase.map { number($0, places: 2) } ?? "–", number(score.pinball, places: 2),
                number(score.winkler80, places: 1), number(score.winkler95, places: 1),
                number(score.coverage80 * 100), number(score.coverage95 * 100),
            ])
        }
        let unit = forecast.series.frequency.rawValue
        let ahead = "\(forecast.foldHorizon) \(unit)\(forecast.foldHorizon == 1 ? "" : "s") ahead"
        let isFlat = forecast.scores.contains { $0.mase == nil }
        let flat = isFlat ? " There is no MASE of a history that never changed." : ""
        let legend =
            "* is chosen. Tried \(forecast.folds) times on the past, \(ahead); less is better, but of the values inside "
            + "the ranges there should be 80 and 95 %.\(flat)"
        return table.text + "\n" + (columns.map { Plain.wrapped(legend, to: $0).joined(separator: "\n") } ?? legend)
    }

    /// A number with so many decimal places.
    private static func number(_ value: Double, places: Int = 0) -> String {
        let scale = [1.0, 10, 100][min(2, places)]
        let whole = Int((value * scale).rounded())
        guard places > 0 else { return "\(whole)" }
        let digits = String(whole)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return "\(padded.dropLast(places)).\(padded.suffix(places))"
    }
}
