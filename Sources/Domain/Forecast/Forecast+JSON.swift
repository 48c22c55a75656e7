public import JSON

extension Forecast {
    /// The forecast in the shape that the API and the command share.
    public var json: JSON {
        [
            "series": .string(series.name), "frequency": .string(series.frequency.rawValue),
            "from": .string(series.from.text), "through": .string(series.through.text),
            "periods": .int(series.values.count), "model": .string(model), "reason": .string(reason),
            "points": .array(points.map { Self.json($0.value, at: $0.at) }), "total": Self.json(total, at: nil),
            "backtest": backTest, "beats_naive": .bool(beatsNaive),
        ]
    }

    private var backTest: JSON {
        [
            "folds": .int(folds), "horizon": .int(foldHorizon), "mase": Self.json(chosen?.mase),
            "pinball": Self.json(chosen?.pinball), "winkler80": Self.json(chosen?.winkler80),
            "winkler95": Self.json(chosen?.winkler95), "coverage80": Self.json(chosen?.coverage80),
            "coverage95": Self.json(chosen?.coverage95), "naive_mase": Self.json(naive?.mase),
            "models": .array(scores.map(Self.json)),
        ]
    }

    private static func json(_ score: ModelScore) -> JSON {
        [
            "model": .string(score.model), "mase": json(score.mase), "pinball": json(score.pinball),
            "winkler80": json(score.winkler80), "winkler95": json(score.winkler95),
            "coverage80": json(score.coverage80), "coverage95": json(score.coverage95),
        ]
    }

    private static func json(_ value: ForecastValue, at day: Day?) -> JSON {
        var object: JSONObject = [:]
        if let day { object.updateValue(.string(day.text), forKey: "at") }
        for (key, number) in [
            ("value", value.median), ("mean", value.mean), ("low80", value.low80), ("high80", value.high80),
            ("low95", value.low95), ("high95", value.high95),
        ] { object.updateValue(json(number), forKey: key) }
        return .object(object)
    }

    /// A number to four places, a whole one without any; null of none.
    private static func json(_ number: Double?) -> JSON {
        guard let number else { return .null }
        let rounded = (number * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? .int(Int(rounded)) : .double(rounded)
    }
}
