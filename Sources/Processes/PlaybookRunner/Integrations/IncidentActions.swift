import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import JSON
import Playbooks
import TaskDesk
import TaskStore
import Tasks
import WorkStore
import WorkerKit

/// Steps that change the execution's incident: rows of this database, which commit with the state that follows them.
struct IncidentActions: Sendable {
    /// Where a step stands.
    struct Place: Sendable {
        var incident: IncidentName?
        var incidentID: UUID?
        /// The playbook's name.
        var playbook: String
        /// Names the step among all that there ever are.
        var key: String
        var cause: String?
    }

    let organisation: OrganisationSource
    /// Who does it.
    let actor: String

    /// Does the step.
    /// - Throws: `PostgresError`.
    func perform(
        _ route: StepRoute, at place: Place, in work: UnitOfWork
    ) async throws -> Result<JSON, StepRefusal> {
        do {
            guard let incident = place.incident, let id = place.incidentID else {
                throw StepRefusal.parameters(
                    "The execution is of no incident; start it with --incident for \(route.integration) to have one.")
            }
            if route.integration == BuiltIn.timelineEntry.rawValue {
                let text = try Self.text(route.input)
                work.write(Timeline.append([Timeline.Line(of: id, .playbook, by: place.playbook, text)]))
                return .success(["incident": .string(incident.description)])
            }
            let request = try Self.request(route.input)
            let task = try await TaskWriter(
                organisation: organisation.current(), actor: actor, viewer: .system, trace: place.cause
            ).create(request, of: incident, from: TaskOrigin(.api, key: "playbook/\(place.key)"), in: work)
            guard let task else { throw StepRefusal("TaskExists", "The step has made its task before.") }
            return .success(task.json)
        } catch let refusal as StepRefusal {
            return .failure(refusal)
        } catch let error as TaskDeskError {
            return .failure(.parameters(error.detail))
        } catch let error as IncidentDeskError {
            return .failure(.parameters(error.detail))
        }
    }

    private static func text(_ input: JSON) throws(StepRefusal) -> String {
        do {
            let reader = JSONReader(input)
            try reader.object(allowing: "text")
            return try reader.string("text", length: 1...2000)
        } catch {
            throw .parameters(error)
        }
    }

    private static func request(_ input: JSON) throws(StepRefusal) -> TaskRequest {
        do {
            return try TaskRequest(JSONReader(input))
        } catch {
            throw .parameters(error)
        }
    }
}
