import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import PlaybookStore
import Postgres
import WorkStore

/// Tells those in the conversation of an incident that a playbook needs somebody: a line of the timeline that makes the next version of
/// the incident, as what people do makes it.
struct ExecutionAlarm: Sendable {
    /// The base of links.
    let publicURL: String

    /// - Parameter text: the step and the cause, as a sentence without its end.
    func raise(_ text: String, of record: ExecutionRecord, cause: String?, in work: UnitOfWork) async throws {
        guard let name = record.incident.flatMap({ IncidentName($0) }) else { return }
        // What was written so far is there first: lines before it, and a version that another execution has made.
        work.endPart()
        guard var incident = try await IncidentResponse.hold(name, for: .system, in: work)?.incident,
            let id = try await work.query("select core.uuid_v7() as id").first?.decode("id", as: UUID.self)
        else { return }
        incident.version += 1
        incident.updatedAt = Date()
        let link = incident.url(under: publicURL)
        var line = Timeline.Line(
            of: incident.id, .playbook, by: StepReport.actor,
            "\(text). See \(link) and muster playbook show \(UUIDText.string(from: record.id))")
        line.id = id
        work.write(Incidents.update(incident))
        work.write(Timeline.append([line]))
        work.announce([
            IncidentWriter.updated(
                incident, ["playbook"], actor: StepReport.actor, cause: cause, told: [id])
        ])
    }
}
