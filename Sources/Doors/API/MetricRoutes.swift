import Forecast
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
import NIOCore
import NightDesk
import Nights
import Organisation

/// `/api/v1/metrics` and `/api/v1/forecasts`: what the nightly batch has computed.
struct MetricRoutes: Sendable {
    var desk: MetricDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/metrics/{metric}", "showMetric", for: .incidentsRead, answer: show),
            Endpoint(.get, "/api/v1/forecasts", "listForecasts", for: .incidentsRead, answer: forecasts),
        ]
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let name = try call.segment("metric")
        guard let metric = Metric(rawValue: name) else {
            let known = Metric.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.notFound, "there is no metric of this name; there are \(known)")
        }
        let request = call.request
        let question = MetricDesk.Question(
            metric, each: try request.word("period") ?? .month, by: try request.word("by"),
            try request.word("statistic") ?? .median, from: try request.day("from"), until: try request.day("until"))
        do {
            let series = try await desk.series(question, of: organisation(), for: call.principal.viewer)
            if try isTable(request) { return Self.table(series, question) }
            return .json(["items": series.json, "next_cursor": .null])
        } catch let error as NightError {
            throw Problem(.badRequest, error.description)
        }
    }

    /// Whether a table is asked for: by the query, or by what is preferred of the two.
    private func isTable(_ request: Request) throws -> Bool {
        if let format = try request.word("format", of: MetricFormat.self) { return format == .csv }
        return AcceptedTable(request.headers[values: .accept].joined(separator: ",")).isPreferred
    }

    private static func table(_ series: [MetricSeries], _ question: MetricDesk.Question) -> Response {
        let rows = [MetricTable.heading] + MetricTable.rows(series, question.period, question.statistic)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8; header=present",
                .contentDisposition: "attachment; filename=\"\(question.metric.rawValue).csv\"", .vary: "Accept",
            ], body: .init(byteBuffer: ByteBuffer(string: rows.map { $0 + "\r\n" }.joined())))
    }

    @Sendable private func forecasts(_ call: Call) async throws -> Response {
        let frequency = try call.request.word("frequency", of: ForecastFrequency.self) ?? .month
        let items = try await desk.forecasts(frequency == .week ? .week : .month, for: call.principal.viewer)
        return .json(["items": .array(items), "next_cursor": .null])
    }
}

/// The forms in which a metric is told.
private enum MetricFormat: String, CaseIterable {
    case json, csv
}

/// Incidents are forecast by the week and by the month.
private enum ForecastFrequency: String, CaseIterable {
    case week, month
}

extension Request {
    /// A word of the query.
    /// - Throws: ``Problem`` 400 for one that is none of its kind, and for more than one.
    fileprivate func word<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Word.Type = Word.self
    ) throws -> Word? {
        let words = try words(name, of: type)
        guard words.count < 2 else { throw Problem(.badRequest, "\(name) is one word") }
        return words.first
    }

    /// A day of the query.
    /// - Throws: ``Problem`` 400 for one that is none.
    fileprivate func day(_ name: String) throws -> Day? {
        guard let text = parameter(name) else { return nil }
        guard let day = Day(text), (0...84_000).contains(day.number) else {
            throw Problem(.badRequest, "\(name) is a day such as 2026-11-28, from 1970 to 2199")
        }
        return day
    }
}
