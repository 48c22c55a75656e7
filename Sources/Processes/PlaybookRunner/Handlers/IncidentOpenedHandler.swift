import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import Organisation
import PlaybookDesk
import WorkStore
import WorkerKit

/// Starts the playbooks that the type of an incident asks for when it is opened. The execution is named after the incident, so that
/// it is one however often the news comes.
struct IncidentOpenedHandler: DatabaseHandler {
    let environment: WorkerEnvironment

    func handle(_ batch: [Received<IncidentOpened>], in work: UnitOfWork) async throws -> [Outcome] {
        let types = try await environment.organisation.current().incidentTypes
        for message in batch {
            guard let type = types.first(where: { $0.name == message.body.type }),
                let name = IncidentName(message.body.incident.name)
            else { continue }
            for playbook in type.playbooks { try await start(playbook, of: name, message, in: work) }
        }
        return batch.map { _ in .done }
    }

    private func start(
        _ playbook: String, of name: IncidentName, _ message: Received<IncidentOpened>, in work: UnitOfWork
    ) async throws {
        let starter = ExecutionStarter(actor: environment.name, viewer: .system, trace: message.traceparent)
        let request = ExecutionRequest(
            input: Self.input(message.body), name: "\(name)-opened", incident: name)
        do {
            _ = try await starter.start(playbook, request, in: work)
        } catch let error as PlaybookDeskError {
            // A name that nobody gave to a playbook must not keep the others from starting.
            work.write(
                Timeline.append([
                    Timeline.Line(
                        of: message.body.incident.id, .playbook, by: environment.name,
                        "Playbook \(playbook) did not start: \(error.detail)")
                ]))
        }
    }

    /// What it starts with: `incident`, as it was opened.
    static func input(_ opened: IncidentOpened) -> JSON {
        [
            "incident": [
                "name": .string(opened.incident.name), "title": .string(opened.title), "type": .string(opened.type),
                "severity": .string(opened.severity), "priority": .string(opened.priority),
                "visibility": .string(opened.visibility.rawValue), "source": .string(opened.source.rawValue),
                "drill": .bool(opened.drill),
            ]
        ]
    }
}
