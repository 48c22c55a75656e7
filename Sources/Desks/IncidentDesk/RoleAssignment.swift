import Contracts
import FoundationEssentials
import Incident
import IncidentStore

/// Who takes which role, and who gives it away for that: an incident has one commander at a time.
struct RoleAssignment: Sendable, Hashable {
    /// Participants that are new or have other roles than before.
    var changed: [ParticipantRecord] = []
    /// The one who took the role.
    var taker: ParticipantRecord
    /// The change of command, if it is one.
    var handover: Handover?

    /// - Parameters:
    ///   - role: what they take.
    ///   - participants: who takes part so far.
    ///   - actor: who says so.
    init(
        _ role: ParticipantRole, to person: Person, among participants: [ParticipantRecord], actor: String,
        at time: Date
    ) {
        let address = person.email.lowercased()
        let known = participants.first { $0.person.email.lowercased() == address }
        taker =
            known ?? ParticipantRecord(person: person, roles: [], engagedBy: actor, joinedAt: time)
        if taker.roles.contains(role) { return }
        taker.roles.append(role)
        // Somebody with a part of their own in the response is no longer just a participant.
        if role != .participant, role != .observer { taker.roles.removeAll { $0 == .participant || $0 == .observer } }
        if role == .incidentCommander {
            changed = participants.filter { $0.roles.contains(role) && $0 != known }.map { former in
                var former = former
                former.roles.removeAll { $0 == role }
                if former.roles.isEmpty { former.roles = [.participant] }
                return former
            }
        }
        changed.append(taker)
        if role == .incidentCommander {
            handover = Handover(
                from: changed.first { $0.person.email != taker.person.email }?.person.email, to: taker.person.email,
                joins: known == nil)
        }
    }

    /// The line of the timeline.
    func line(_ role: ParticipantRole) -> String {
        switch role {
        case .participant, .observer: "\(taker.person.name) joined as \(role.title)"
        default: "\(taker.person.name) is now \(role.title)"
        }
    }
}
