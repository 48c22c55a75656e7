import Encodings
import HTTPKit
import HTTPTypes
import JSON

/// Finds out which format a body is in, and reads it.
struct AlertReading: Sendable {
    /// What bodies of alerts may hold.
    static let limits = JSONLimits(depth: 32, bytes: BodyReader.alertLimit, values: 500_000)

    var format: AlertFormat
    private var attributes: [String: String]?

    /// A format that is known beforehand.
    init(_ format: AlertFormat) {
        self.format = format
    }

    /// The format of `POST /api/v1/alerts` by its headers: CloudEvents says so itself (CloudEvents HTTP binding,
    /// section 3), all else is native.
    /// - Throws: ``Problem`` 415.
    init(_ headers: HTTPFields) throws {
        let type = MediaType(headers[.contentType])?.essence
        switch type {
        case "application/cloudevents+json", "application/cloudevents-batch+json": format = .cloudevents
        case nil, "application/json":
            attributes = Self.attributes(headers)
            format = attributes == nil ? .native : .cloudevents
        case .some(let other):
            throw Problem(
                .unsupportedMediaType,
                "alerts are application/json, application/cloudevents+json or application/cloudevents-batch+json, and not "
                    + other)
        }
    }

    /// Reads a body.
    /// - Throws: `JSONError` or `JSONDecodingError` when nothing of it can be used.
    func parse(_ body: [UInt8]) throws -> ParsedAlerts {
        let json = try JSON.parse(body, limits: Self.limits)
        switch format {
        case .native: return try NativeAlerts.parse(JSONReader(json))
        case .alertmanager: return try AlertmanagerAlerts.parse(JSONReader(json))
        case .cloudevents:
            if let attributes { return try CloudEventAlerts.parse(attributes: attributes, data: json) }
            return try CloudEventAlerts.parse(structured: JSONReader(json))
        }
    }

    /// The attributes of binary mode, by their names without `ce-`; `nil` when there are none.
    private static func attributes(_ headers: HTTPFields) -> [String: String]? {
        var attributes: [String: String] = [:]
        for field in headers where field.name.canonicalName.hasPrefix("ce-") {
            attributes[String(field.name.canonicalName.dropFirst(3))] = PercentCoding.decodeLeniently(field.value)
        }
        return attributes["specversion"] == nil ? nil : attributes
    }
}
