import JSON
import MIME

/// Finds out which format a body is in, and reads it.
public struct AlertReading: Sendable {
    /// The one that the body is in.
    public let format: AlertFormat
    private let attributes: [String: String]?
    private let isJSON: Bool

    /// A format that is known beforehand.
    public init(_ format: AlertFormat) {
        self.format = format
        attributes = nil
        isJSON = true
    }

    /// CloudEvents in binary mode, whose attributes do not come in the body.
    /// - Parameters:
    ///   - attributes: by their names without `ce-`.
    ///   - isJSON: whether the body must be JSON. Another one may be, and is text otherwise.
    public init(cloudEvent attributes: [String: String], isJSON: Bool = true) {
        format = .cloudevents
        self.attributes = attributes
        self.isJSON = isJSON
    }

    /// Reads a body.
    /// - Throws: `JSONError`, `JSONDecodingError` or ``AlertRefusal`` when nothing of it can be used.
    public func parse(_ body: [UInt8]) throws -> ParsedAlerts {
        if let attributes {
            return try CloudEventAlerts.parse(
                attributes: attributes, data: body.isEmpty ? nil : CloudEventAlerts.data(body, isJSON: isJSON))
        }
        func json() throws -> JSON { try JSON.parse(body, limits: AlertBody.limits) }
        switch format {
        case .native: return try NativeAlerts.parse(JSONReader(json()))
        case .alertmanager: return try AlertmanagerAlerts.parse(JSONReader(json()))
        case .cloudevents: return try CloudEventAlerts.parse(structured: JSONReader(json()))
        case .pagerduty: return try PagerDutyEvents.parse(json())
        case .grafana: return try GrafanaAlerts.parse(JSONReader(json()))
        case .opsgenie: return try OpsgenieAlerts.parse(json())
        case .datadog: return try DatadogAlerts.parse(json())
        case .eventbridge: return try EventBridgeAlerts.parse(json())
        case .sns: return try SNSAlerts.parse(json())
        case .mail: return try MailAlerts.parse(ReceivedMail(body))
        }
    }
}
