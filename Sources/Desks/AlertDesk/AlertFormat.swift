/// How a sender writes its alerts.
public enum AlertFormat: String, Sendable, CaseIterable {
    /// Muster's own JSON.
    case native
    /// CloudEvents 1.0.
    case cloudevents
    /// Prometheus Alertmanager's webhook, version 4.
    case alertmanager
    /// PagerDuty's Events API, versions 1 and 2.
    case pagerduty
    /// The webhook of a contact point of Grafana Alerting.
    case grafana
    /// What Opsgenie's Alert API takes to create an alert.
    case opsgenie
    /// The webhook of Datadog's monitors.
    case datadog
    /// Events of Amazon EventBridge, those of GuardDuty and Security Hub among them.
    case eventbridge
    /// Messages of Amazon SNS.
    case sns
    /// Mails as they come: header and body (RFC 5322).
    case mail
}
