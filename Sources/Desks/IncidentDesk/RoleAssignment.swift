import Contracts
import FoundationEssentials
import Incident
import IncidentStore

/// Who takes which role, and who gives it away for that: an incident has one commander, one liaison and one scribe at a time.
struct RoleAssignment: Sendable, Hashable {
    /// Participants that are new or have other roles than before.
    var changed: [ParticipantRecord] = []
    /// The one who took the role.
    var taker: ParticipantRecord
    /// Whether they took no part before.
    var joins: Bool
    /// Who gave the role away for it.
    var former: ParticipantRecord?
    /// The change of command, if it is one.
    var handover: Handover?
    private let role: ParticipantRole
    private let note: String?

    /// - Parameters:
    ///   - role: what they take.
    ///   - participants: who takes part so far.
    ///   - actor: who says so.
    ///   - note: what whoever hands over says about it.
    init(
        _ role: ParticipantRole, to person: Person, among participants: [ParticipantRecord], actor: String,
        note: String? = nil, at time: Date
    ) {
        let address = person.email.lowercased()
        let known = participants.first { $0.person.email.lowercased() == address }
        self.role = role
        self.note = note
        joins = known == nil
        taker =
            known ?? ParticipantRecord(person: person, roles: [], engagedBy: actor, joinedAt: time)
        if taker.roles.contains(role) { return }
        // Somebody with a part of their own in the response is no longer just a participant, and whoever works on it does not
        // just follow it.
        let isOwn = role != .participant && role != .observer
        taker.roles.removeAll { $0 == .observer || $0 == .participant && (isOwn || role == .observer) }
        taker.roles.append(role)
        if role.isHeldByOne {
            changed = participants.filter { $0.roles.contains(role) && $0 != known }.map { former in
                var former = former
                former.roles.removeAll { $0 == role }
                if former.roles.isEmpty { former.roles = [.participant] }
                return former
            }
        }
        former = changed.first
        changed.append(taker)
        if role == .incidentCommander {
            handover = Handover(from: former?.person.email, to: taker.person.email, joins: joins, note: note)
        }
    }

    /// The line of the timeline.
    var line: String {
        let about = note.map { ": \($0)" } ?? ""
        if joins, role == .participant || role == .observer {
            return "\(taker.person.introduction) joined as \(role.title)\(about)"
        }
        let place = former.map { ", in the place of \($0.person.name)" } ?? ""
        let name = joins ? taker.person.introduction : taker.person.name
        return "\(name) is now \(role.title)\(place)\(about)"
    }
}

extension Person {
    /// How somebody is announced to those who have not met them: name, team and location, and never a title.
    package var introduction: String {
        let details = [team, location].compactMap(\.self).joined(separator: ", ")
        return details.isEmpty ? name : "\(name) (\(details))"
    }
}
