import Contracts
import Encodings
public import FoundationEssentials
public import Incident
import IncidentDesk
import IncidentStore
public import Organisation
import Postgres
public import TaskStore
public import Tasks
public import WorkStore

/// Makes and changes tasks in the transaction of whoever has a reason for it: rows, history, timeline and announcements commit
/// together. Of two that change one task at once, the second decides by what the first has made of it.
public struct TaskWriter: Sendable {
    /// How far ahead a task may be due.
    static let longestTime: TimeInterval = 400 * 86_400

    private let organisation: OrganisationConfiguration
    private let actor: String
    private let viewer: Viewer
    private let trace: String?

    /// - Parameters:
    ///   - organisation: who there is.
    ///   - actor: who says so: a mail address, the name of an API key, or what a conversation calls somebody.
    ///   - viewer: the same, as far as it decides whether the incident is there.
    ///   - trace: the `traceparent` of what led here.
    public init(organisation: OrganisationConfiguration, actor: String, viewer: Viewer, trace: String?) {
        self.organisation = organisation
        self.actor = actor
        self.viewer = viewer
        self.trace = trace
    }

    /// Makes a task. Its owner and those who do it take part in the incident from then on.
    /// - Parameter place: where the request names the owner, for whoever is told that it names nobody.
    /// - Returns: the task with its history; `nil` when one was made from the same thing before.
    /// - Throws: ``TaskDeskError``; `IncidentDeskError` for an incident that is not there for the viewer; `PostgresError`.
    public func create(
        _ request: TaskRequest, of name: IncidentName, from origin: TaskOrigin, in work: UnitOfWork,
        ownerAt place: String = "/owner"
    ) async throws -> TaskRecord? {
        guard let held = try await IncidentResponse.hold(name, for: viewer, in: work) else {
            throw IncidentDeskError.noIncident(name)
        }
        let now = Date()
        let people = TaskPeople(organisation, held)
        let owner = try request.owner.map { try people.find($0, at: place) } ?? held.incident.commander
        var assignees = try people.find(request.assignees ?? [], at: "/assignees")
        if assignees.isEmpty, let owner { assignees = [owner] }
        try Self.check(request.due, at: now)
        let length = ReminderPlan.standardLength(isOver: held.incident.status != .active)
        let content = TaskContent(
            text: request.text, owner: owner?.email, assignees: assignees.map(\.email),
            due: request.due ?? now.addingTimeInterval(length), dueSetAt: now, priority: request.priority)
        let task = TaskRecord(
            id: .v7(), incidentID: held.incident.id, incident: held.incident.name, content: content,
            source: origin.source, sourceKey: origin.key, url: origin.url, createdAt: now, createdBy: actor)
        if try await work.query(TaskRows.insert(task)).isEmpty { return nil }
        let after = try await people.letIn(
            [owner].compactMap(\.self) + assignees, actor: actor, trace: trace, in: work)
        let whom = content.people.isEmpty ? "nobody" : content.people.joined(separator: ", ")
        let made = TaskStep(.created, "made for \(whom), due \(TaskContent.moment(content.due))")
        try await write([made], of: task, in: after, in: work)
        return try await reread(task.id, in: work)
    }

    /// Changes a task; what is so already is not changed again.
    /// - Returns: the task afterwards, with its history.
    /// - Throws: ``TaskDeskError``; `PostgresError`.
    public func change(_ id: UUID, _ change: TaskChange, in work: UnitOfWork) async throws -> TaskRecord {
        // The incident first, then the task: everybody takes them in this order.
        guard let known = try await TaskRows.task(id, for: viewer, in: work), let name = IncidentName(known.incident),
            let held = try await IncidentResponse.hold(name, for: viewer, in: work),
            var task = try await work.query(TaskRows.lock(id)).first.map({ row in try TaskRecord(row) })
        else { throw TaskDeskError.noTask }
        let now = Date()
        let people = TaskPeople(organisation, held)
        var change = change
        let owner = try change.owner.map { try people.find($0, at: "/owner") }
        let assignees = try change.assignees.map { try people.find($0, at: "/assignees") }
        change.owner = owner?.email
        change.assignees = assignees?.map(\.email)
        if change.due != task.content.due { try Self.check(change.due, at: now) }
        let steps: [TaskStep]
        do {
            steps = try task.content.apply(
                change, by: actor, at: now,
                spare: ReminderPlan.standardLength(isOver: held.incident.status != .active))
        } catch {
            throw TaskDeskError(.over, error.description)
        }
        // Read under the lock: it may be so only since somebody else changed it a moment ago.
        if steps.isEmpty { return try await reread(id, in: work) }
        let after = try await people.letIn(
            [owner].compactMap(\.self) + (assignees ?? []), actor: actor, trace: trace, in: work)
        _ = try await work.query(TaskRows.update(id, task.content))
        try await write(steps, of: task, in: after, in: work)
        return try await reread(id, in: work)
    }

    /// History, timeline and announcement of each step.
    private func write(
        _ steps: [TaskStep], of task: TaskRecord, in held: IncidentResponse, in work: UnitOfWork
    ) async throws {
        _ = try await work.pipeline(steps.map { TaskRows.append($0, to: task.id, by: actor) })
        let reference = IncidentReference(
            id: held.incident.id, name: held.incident.name, version: held.incident.version)
        let subject = Subject(reference, cause: trace)
        for (index, step) in steps.enumerated() {
            let number = task.steps + index + 1
            if step.kind == .created {
                work.announce(
                    TaskCreated(incident: reference, task: task.id, step: number, actor: actor), about: subject)
            } else if let change = TaskUpdated.Change(rawValue: step.kind.rawValue) {
                work.announce(
                    TaskUpdated(incident: reference, task: task.id, step: number, change: change, actor: actor),
                    about: subject)
            }
        }
        work.write(
            Timeline.append(
                steps.map {
                    Timeline.Line(
                        of: held.incident.id, .task, by: actor, "Task \"\(task.content.shortText)\": \($0.text)")
                }))
    }

    /// Reads the task as it will be once this is committed.
    private func reread(_ id: UUID, in work: UnitOfWork) async throws -> TaskRecord {
        guard let task = try await TaskRows.task(id, for: .system, in: work) else { throw TaskDeskError.noTask }
        return task
    }

    private static func check(_ due: Date?, at now: Date) throws {
        guard let due else { return }
        guard due > now else {
            throw TaskDeskError(
                .invalid, at: "/due", "\(RFC3339.string(from: due)) lies in the past; say when it is to be done")
        }
        guard due.timeIntervalSince(now) <= longestTime else {
            throw TaskDeskError(.invalid, at: "/due", "a task is due within 400 days")
        }
    }
}

extension TaskContent {
    /// The text for a line that says more, cut with a mark.
    public var shortText: String {
        text.count <= 80 ? text : text.prefix(79) + "…"
    }
}
