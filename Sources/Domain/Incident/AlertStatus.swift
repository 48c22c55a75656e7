/// Where an alert stands.
public enum AlertStatus: String, Sendable, CaseIterable {
    case open, acknowledged, resolved
}
