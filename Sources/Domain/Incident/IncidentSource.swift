/// What opened an incident.
public enum IncidentSource: String, Sendable, CaseIterable {
    case report, alert, playbook
}
