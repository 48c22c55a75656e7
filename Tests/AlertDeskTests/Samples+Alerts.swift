import FoundationEssentials
import Incident
import SampleOrganisation

@testable import AlertDesk

extension Samples {
    static func alert(
        _ key: String, _ action: NormalisedAlert.Action = .open, group: String? = nil, team: String? = nil
    ) -> NormalisedAlert {
        NormalisedAlert(
            format: .native, action: action, dedupKey: key, severity: .critical, title: "Trouble with \(key)",
            description: "", labels: team.map { ["team": $0] } ?? [:], url: nil, groupKey: group, sourceMessageID: nil)
    }

    static func submission(_ alerts: NormalisedAlert..., source: String = "prometheus") -> AlertSubmission {
        var parsed = ParsedAlerts([]) { _ in alert("") }
        parsed.alerts = alerts
        return AlertSubmission(source: source, alerts: parsed)
    }
}
