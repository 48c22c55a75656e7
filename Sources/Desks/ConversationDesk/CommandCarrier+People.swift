import ConversationCommands
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import NativeProviders
import Organisation
import PeopleDesk

extension CommandCarrier {
    /// Roles, and who takes part.
    func aboutPeople(_ command: ConversationCommand, _ scene: CommandScene) async throws -> NativeAnswer {
        switch command {
        case .role(let role, let person, let note):
            let person = try self.person(person, scene)
            try await assign(role, to: person, note: note, scene)
            return .told("\(person.name) is now \(role.title).")
        case .engage(let targets): return try await engage(targets, scene)
        case .join(let asObserver): return try await join(as: asObserver ? .observer : .participant, scene)
        case .leave(let reason, let insists):
            let leaver = try speaker(scene)
            _ = try await MembershipDesk(database: database, committer: committer).leave(
                leaver.email, scene.name, Departure(reason: reason, insists: insists), in: organisation,
                actor: scene.actor, viewer: author.viewer, trace: trace)
            return .told("\(leaver.name) left \(scene.name).")
        default:
            let lines = scene.held.participants.map { participant in
                "\(participant.person.name) <\(participant.person.email)>: "
                    + participant.roles.map(\.title).joined(separator: ", ")
            }
            return .list(lines, otherwise: "Nobody takes part.")
        }
    }

    private func join(as role: ParticipantRole, _ scene: CommandScene) async throws -> NativeAnswer {
        let person = try speaker(scene)
        if let part = scene.part, part.roles != [.observer] || role == .observer {
            return .note("You take part already, as \(part.roles.map(\.title).joined(separator: " and ")).")
        }
        try await assign(role, to: person, note: nil, scene)
        return .told("\(person.name) joined \(scene.name) as \(role.title).")
    }

    /// Brings people in, and whoever is on call by a schedule.
    private func engage(_ targets: [String], _ scene: CommandScene) async throws -> NativeAnswer {
        var wanted: [(person: Person, note: String?)] = []
        for target in targets {
            if organisation.schedule(named: target) != nil {
                let onDuty = organisation.onDuty(target, at: Date())
                if onDuty.isEmpty {
                    throw IncidentDeskError.invalid("/text", "nobody is on call by \(target), now or later")
                }
                wanted += onDuty.map { ($0.person, $0.engagedBy) }
            } else {
                wanted.append((try person(target, scene), nil))
            }
        }
        var known = Set(
            scene.held.participants.filter { $0.roles != [.observer] }.map { $0.person.email.lowercased() })
        var joined: [String] = []
        for (person, note) in wanted where known.insert(person.email.lowercased()).inserted {
            try await assign(.participant, to: person, note: note, scene)
            joined.append(person.name)
        }
        if joined.isEmpty { return .note("They take part already.") }
        return .told("\(joined.joined(separator: ", ")) joined \(scene.name).")
    }

    private func assign(
        _ role: ParticipantRole, to person: Person, note: String?, _ scene: CommandScene
    ) async throws {
        if let note, note.unicodeScalars.count > 500 {
            throw IncidentDeskError.invalid("/text", "a note has 500 characters at most")
        }
        _ = try await writer.assign(
            role, to: person, of: scene.name, note: note, actor: scene.actor, viewer: author.viewer, idempotency: nil,
            trace: trace)
    }

    private func speaker(_ scene: CommandScene) throws -> Person {
        if let speaker = scene.speaker { return speaker }
        throw IncidentDeskError.invalid(
            "/text", "nobody knows who `\(author.name)` is: say it under your mail address")
    }
}
