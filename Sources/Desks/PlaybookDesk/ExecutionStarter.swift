import Contracts
import Digests
import Encodings
import FoundationEssentials
public import Incident
import IncidentDesk
import IncidentStore
import JSON
public import PlaybookStore
public import WorkStore

/// Starts executions in the transaction of whoever has a reason for it.
public struct ExecutionStarter: Sendable {
    /// What an input has at most, in bytes of compact JSON: AWS's own limit.
    public static let inputLimit = 262_144

    private let actor: String
    private let viewer: Viewer
    private let trace: String?

    /// - Parameters:
    ///   - actor: who starts them: the name of an API key, or the worker.
    ///   - viewer: the same, as far as it decides whether an incident is there.
    ///   - trace: the `traceparent` of what led here.
    public init(actor: String, viewer: Viewer, trace: String?) {
        self.actor = actor
        self.viewer = viewer
        self.trace = trace
    }

    /// Starts an execution of the current version of a playbook. The same start under the same name is the same execution.
    /// - Returns: the execution, and whether it is a new one.
    /// - Throws: ``PlaybookDeskError``; `IncidentDeskError` for an incident that is not there for the viewer; `PostgresError`.
    public func start(
        _ playbook: String, _ request: ExecutionRequest, in work: UnitOfWork
    ) async throws -> (execution: ExecutionRecord, isNew: Bool) {
        if let name = request.name { try PlaybookName.check(name, of: "an execution") }
        let input = request.input.text()
        guard let version = try await PlaybookRows.version(of: playbook, number: request.version, in: work)
        else {
            throw PlaybookDeskError.noPlaybook(playbook)
        }
        try version.check(request.input)
        var incident: IncidentRecord?
        if let name = request.incident {
            incident = try await Incidents.incident(name, for: viewer, in: work)
            guard incident != nil else { throw IncidentDeskError.noIncident(name) }
        }
        let id = UUID.v7()
        let new = NewExecution(
            id: id, playbook: playbook, version: version.number, name: request.name ?? UUIDText.string(from: id),
            incident: incident?.id, alert: nil, input: input, seed: Hex.encode(randomBytes(32)), startedBy: actor)
        let isNew = try await !work.query(new.insert).isEmpty
        guard
            let execution = try await ExecutionRows.execution(
                named: new.name, of: playbook, for: viewer, in: work)
        else { throw PlaybookDeskError.taken(new.name) }
        guard isNew || (execution.input == input && execution.incidentID == new.incident) else {
            throw PlaybookDeskError.taken(new.name)
        }
        if isNew { ExecutionNews.advance(execution, cause: trace, in: work) }
        return (execution, isNew)
    }
}

/// What tells the runner to look at an execution.
enum ExecutionNews {
    static func advance(_ execution: ExecutionRecord, cause: String?, in work: UnitOfWork) {
        work.send(
            AdvanceExecution(execution: execution.id),
            about: Subject(
                name: execution.incident ?? execution.name, id: execution.incidentID, cause: cause))
    }
}

extension PlaybookDeskError {
    static func taken(_ name: String) -> PlaybookDeskError {
        PlaybookDeskError(
            .taken,
            "the playbook has an execution \(name) that was started with another input or for another incident; choose another name"
        )
    }
}
