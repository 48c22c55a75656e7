import ArgumentParser
import JSON

/// The formats of files of alerts, by the addresses that take them.
enum AlertFormatArgument: String, CaseIterable, ExpressibleByArgument {
    case native, cloudevents, alertmanager, grafana, datadog, eventbridge, pagerduty, opsgenie

    /// Below `/api/v1`.
    var path: [String] {
        switch self {
        case .native, .cloudevents: ["alerts"]
        default: ["alerts", rawValue]
        }
    }

    /// What tells CloudEvents from Muster's own format, and a batch of them from one.
    func contentType(of body: JSON) -> String {
        guard self == .cloudevents else { return "application/json" }
        return body.arrayValue == nil ? "application/cloudevents+json" : "application/cloudevents-batch+json"
    }
}
