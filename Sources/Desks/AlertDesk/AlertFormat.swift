/// How a sender writes its alerts.
public enum AlertFormat: String, Sendable, CaseIterable {
    /// Muster's own JSON.
    case native
    /// CloudEvents 1.0.
    case cloudevents
    /// Prometheus Alertmanager's webhook, version 4.
    case alertmanager
}
