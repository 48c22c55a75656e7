public import FoundationEssentials
public import Incident
import IncidentDesk
public import IncidentStore
import JSON
public import Organisation
public import Postgres
public import TaskStore
public import Tasks
public import WorkStore

/// Tasks: what people do with them, once for every door.
public struct TaskDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where tasks are read.
    ///   - committer: writes what people decide.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// A task.
    /// - Throws: ``TaskDeskError/Code/notFound``; `PostgresError`.
    public func task(_ id: UUID, for viewer: Viewer) async throws -> TaskRecord {
        guard let task = try await TaskRows.task(id, for: viewer, in: database) else { throw TaskDeskError.noTask }
        return task
    }

    /// A part of the tasks, the newest first; see `TaskRows.list`.
    /// - Parameter name: of this incident alone.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer; `IncidentStoreError`;
    ///   `PostgresError`.
    public func tasks(
        states: [TaskState], person: String?, of name: IncidentName?, for viewer: Viewer, after cursor: String?,
        limit: Int
    ) async throws -> Page<TaskRecord> {
        var incident: UUID?
        if let name {
            guard let found = try await Incidents.incident(name, for: viewer, in: database) else {
                throw IncidentDeskError.noIncident(name)
            }
            incident = found.id
        }
        return try await TaskRows.list(
            states: states, person: person, of: incident, for: viewer, after: cursor, limit: limit, in: database)
    }

    /// Makes a task.
    /// - Returns: the answer: the task; the earlier one when the idempotency key was used before.
    /// - Throws: ``TaskDeskError``; `IncidentDeskError` for an incident that is not there for the viewer; `PostgresError`.
    public func create(
        _ request: TaskRequest, of name: IncidentName, in organisation: OrganisationConfiguration, actor: String,
        viewer: Viewer, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            switch try await IdempotencyRows.earlier(idempotency, in: work) {
            case nil: break
            case .answered(let answer): return answer
            case .keyReused: throw TaskDeskError.keyReused
            }
            guard
                let task = try await TaskWriter(organisation: organisation, actor: actor, viewer: viewer, trace: trace)
                    .create(request, of: name, from: .api, in: work)
            else { throw TaskDeskError.noTask }
            let answer = StoredAnswer(status: 201, body: task.json.bytes())
            if let idempotency { work.write(IdempotencyRows.keep([(idempotency, answer)])) }
            return answer
        }
    }

    /// Changes a task; what is so already is not changed again.
    /// - Returns: the task afterwards.
    /// - Throws: ``TaskDeskError``; `PostgresError`.
    public func change(
        _ id: UUID, _ change: TaskChange, in organisation: OrganisationConfiguration, actor: String, viewer: Viewer,
        trace: String?
    ) async throws -> TaskRecord {
        try await committer.commit { work in
            try await TaskWriter(organisation: organisation, actor: actor, viewer: viewer, trace: trace)
                .change(id, change, in: work)
        }
    }
}
