public import Incident

/// Whom a step of an escalation reaches.
public enum EscalationTarget: Sendable, Hashable {
    /// The person with this mail address.
    case person(String)
    /// Who is on call by the schedule or rota of this name, all lines of it.
    case schedule(String)
    /// Everybody of the team of this name.
    case team(String)
    /// Whoever answers for the service of this name.
    case service(String)
    /// Who has this role in the incident when the step is taken.
    case role(ParticipantRole)

    /// As people read it: `schedule payments`.
    public var title: String {
        switch self {
        case .person(let address): address
        case .schedule(let name): "schedule \(name)"
        case .team(let name): "team \(name)"
        case .service(let name): "service \(name)"
        case .role(let role): role.title
        }
    }
}
