import Foundation
import JSON

@testable import Forecast

/// What statsforecast and statsmodels made of some series (`ops/benchmarks/forecast.py golden`).
struct PackageNumbers {
    struct Smoothing {
        var form: ETSForm
        var logLikelihood: Double
        var parameters: ETSParameters
        var variance: Double
        var mean: [Double]
        var low80: [Double]
        var high80: [Double]
        var low95: [Double]
        var high95: [Double]
    }

    struct Numbers {
        var name: String
        var values: [Double]
        var others: JSON
        var smoothing: [Smoothing]
    }

    struct Unreadable: Error {}

    let series: [Numbers]

    /// The numbers in a file beside the tests, which come from statsforecast 2.1.1 and statsmodels 0.15.0.
    static func kept() throws -> PackageNumbers {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/packages.json")
        return try PackageNumbers(String(contentsOf: file, encoding: .utf8))
    }

    init(_ text: String) throws {
        let json = try JSON.parse(text)
        series = try (json["series"]?.arrayValue ?? []).map { series in
            Numbers(
                name: series["name"]?.stringValue ?? "", values: series.numbers("values"),
                others: series["others"] ?? .null,
                smoothing: try (series["smoothing"]?.arrayValue ?? []).map(Self.smoothing))
        }
    }

    func named(_ name: String) -> Numbers? { series.first { $0.name == name } }

    private static func smoothing(_ json: JSON) throws -> Smoothing {
        guard let form = ETSForm(json["form"]?.stringValue ?? ""), let level = json["level"]?.doubleValue,
            let smoothing = json["smoothing"]?.arrayValue?.map(\.doubleValue), let alpha = smoothing[0],
            let logLikelihood = json["log_likelihood"]?.doubleValue, let variance = json["variance"]?.doubleValue
        else { throw Unreadable() }
        var parameters = ETSParameters(alpha: alpha, level: level)
        parameters.beta = smoothing[1] ?? 0
        parameters.gamma = smoothing[2] ?? 0
        parameters.phi = smoothing[3] ?? 1
        parameters.slope = json["slope"]?.doubleValue ?? 0
        parameters.season = json.numbers("season")
        return Smoothing(
            form: form, logLikelihood: logLikelihood, parameters: parameters, variance: variance,
            mean: json.numbers("mean"), low80: json.numbers("low80"), high80: json.numbers("high80"),
            low95: json.numbers("low95"), high95: json.numbers("high95"))
    }
}

extension JSON {
    func numbers(_ key: String) -> [Double] { self[key]?.arrayValue?.compactMap(\.doubleValue) ?? [] }
}

extension ETSForm {
    /// A form as R writes it: `MAdA`.
    init?(_ text: String) {
        guard let first = text.first, let last = text.last else { return nil }
        let trend: Trend = text.dropFirst().first == "N" ? .none : text.contains("d") ? .damped : .additive
        let season: Season = last == "N" ? .none : last == "A" ? .additive : .multiplicative
        self.init(errors: first == "A" ? .additive : .multiplicative, trend: trend, season: season)
    }
}

/// Whether two numbers are as near as a share of the second.
func isNear(_ one: Double, _ other: Double, within share: Double) -> Bool { abs(one - other) <= share * abs(other) }
