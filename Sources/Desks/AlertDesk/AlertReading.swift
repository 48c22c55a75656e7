import JSON

/// Finds out which format a body is in, and reads it.
public struct AlertReading: Sendable {
    /// The one that the body is in.
    public let format: AlertFormat
    private let attributes: [String: String]?

    /// A format that is known beforehand.
    public init(_ format: AlertFormat) {
        self.format = format
        attributes = nil
    }

    /// CloudEvents in binary mode, whose attributes do not come in the body.
    /// - Parameter attributes: by their names without `ce-`.
    public init(cloudEvent attributes: [String: String]) {
        format = .cloudevents
        self.attributes = attributes
    }

    /// Reads a body.
    /// - Throws: `JSONError`, `JSONDecodingError` or ``AlertRefusal`` when nothing of it can be used.
    public func parse(_ body: [UInt8]) throws -> ParsedAlerts {
        let json = try JSON.parse(body, limits: AlertBody.limits)
        switch format {
        case .native: return try NativeAlerts.parse(JSONReader(json))
        case .alertmanager: return try AlertmanagerAlerts.parse(JSONReader(json))
        case .cloudevents:
            if let attributes { return try CloudEventAlerts.parse(attributes: attributes, data: json) }
            return try CloudEventAlerts.parse(structured: JSONReader(json))
        case .pagerduty: return try PagerDutyEvents.parse(json)
        case .grafana: return try GrafanaAlerts.parse(JSONReader(json))
        case .opsgenie: return try OpsgenieAlerts.parse(json)
        case .datadog: return try DatadogAlerts.parse(json)
        case .eventbridge: return try EventBridgeAlerts.parse(json)
        case .sns: return try SNSAlerts.parse(json)
        }
    }
}
