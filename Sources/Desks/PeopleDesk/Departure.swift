import Incident
import IncidentStore
import TaskStore

/// Somebody is about to take no part in an incident any more.
public struct Departure: Sendable, Hashable {
    /// Whether somebody else takes them out.
    public var isRemoval: Bool
    /// Why, in a line.
    public var reason: String?
    /// Whether they go although there is something to hand over first.
    public var insists: Bool

    /// A departure as somebody asks for it.
    public init(isRemoval: Bool = false, reason: String? = nil, insists: Bool = false) {
        self.isRemoval = isRemoval
        self.reason = reason
        self.insists = insists
    }

    /// What is to be handed over first, in a sentence that says how; `nil` when nothing is.
    /// - Parameter tasks: what is open and theirs.
    static func obstacle(
        of leaver: ParticipantRecord, _ tasks: [TaskRecord], in incident: String
    ) -> String? {
        let leads = leaver.roles.contains(.incidentCommander)
        if !leads && tasks.isEmpty { return nil }
        var has: [String] = []
        var steps: [String] = []
        if leads {
            has.append("leads \(incident)")
            steps.append("the command (`muster incident role \(incident) incident_commander EMAIL`)")
        }
        if !tasks.isEmpty {
            has.append(tasks.count == 1 ? "has an open task of it" : "has \(tasks.count) open tasks of it")
            steps.append(
                "\(tasks.count == 1 ? "the task" : "the tasks") (`muster task list \(incident) --person "
                    + "\(leaver.person.email)`, then `muster task assign ID EMAIL`)")
        }
        return
            "\(leaver.person.email) \(has.joined(separator: " and ")): hand over \(steps.joined(separator: " and ")) "
            + "first, or insist"
    }

    /// The line of the timeline.
    func line(of leaver: ParticipantRecord, from incident: String) -> String {
        let about = reason.map { ": \($0)" } ?? ""
        let command =
            leaver.roles.contains(.incidentCommander) ? ". \(incident) has no incident commander now" : ""
        return "\(leaver.person.name) \(isRemoval ? "was removed" : "left")\(about)\(command)"
    }
}
