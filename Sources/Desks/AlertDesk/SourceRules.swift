import Incident
import Organisation

extension AlertSubmission {
    /// The request as the configuration of its source has it read: what its words for severities mean, what its alerts are
    /// called, what makes them the same, and which of them say that something is over.
    func read(by organisation: OrganisationConfiguration) -> AlertSubmission {
        guard let rules = organisation.sources.first(where: { $0.name == source && $0.changesAlerts }) else {
            return self
        }
        var submission = self
        for index in submission.alerts.alerts.indices { submission.alerts.alerts[index].read(by: rules) }
        for index in submission.alerts.changes.indices {
            guard var alert = submission.alerts.changes[index].alert else { continue }
            alert.read(by: rules)
            submission.alerts.changes[index].dedupKey = alert.dedupKey
        }
        return submission
    }
}

extension NormalisedAlert {
    /// Reads the alert by the rules of its source. Templates see it as it came.
    mutating func read(by rules: AlertSource) {
        let original = self
        let values = { (value: SourceTemplate.Value) in original.value(value, source: rules.name) }
        if let severity = rules.severities[(severityWord ?? labels["severity"] ?? severity.rawValue).lowercased()] {
            self.severity = severity
        }
        if let title = rules.title {
            let line = AlertText.line(title.line(values).text, max: 1024)
            if !line.isEmpty { self.title = line }
        }
        // PagerDuty's and Opsgenie's senders name an alert by its key when they acknowledge or close it.
        if let key = rules.dedupKey, !(hasOwnKey && (format == .pagerduty || format == .opsgenie)) {
            let line = key.line(values)
            if line.isWhole, AlertText.said(line.text) != nil {
                dedupKey = AlertText.key(line.text)
                hasOwnKey = true
            }
        }
        let title = original.title.lowercased()
        if rules.resolvedWhen.contains(where: title.contains) { action = .resolve }
    }

    private func value(_ value: SourceTemplate.Value, source: String) -> String? {
        switch value {
        case .source: source
        case .title: title
        case .severity: severityWord ?? severity.rawValue
        case .dedupKey: hasOwnKey ? dedupKey : nil
        case .url: url
        case .label(let name): AlertText.said(labels[name])
        }
    }
}
