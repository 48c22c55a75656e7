/// What became of an alert.
public enum AlertOutcome: String, Sendable, CaseIterable {
    /// It opened an incident.
    case incident
    /// It joined an incident that its group or a rule had opened.
    case attached
    /// It started a playbook.
    case playbook
    /// A silence held it back.
    case silenced
    /// No route wanted it.
    case noRoute = "no_route"
    /// A route refused it.
    case rejected
}
