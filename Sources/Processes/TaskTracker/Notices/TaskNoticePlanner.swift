import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import Postgres
import TaskStore
import Tasks
import WorkStore
import WorkerKit

/// Plans what is told of tasks, and when to look at them again: rows, commands and timers in the transaction of whoever asks.
struct TaskNoticePlanner: Sendable {
    let environment: WorkerEnvironment

    var text: TaskNoticeText { TaskNoticeText(publicURL: environment.configuration.publicURL) }

    /// Something that happened to a task.
    struct News: Sendable {
        var task: UUID
        /// The row of its history.
        var step: Int
        /// What is told; `nil` for what only moves its reminders.
        var kind: TaskNotice.Kind?
        var actor: String
        var cause: String?
    }

    /// A task as it is now, whose row the transaction holds, with what is around it.
    struct Held: Sendable {
        var task: TaskRecord
        var response: IncidentResponse
        /// The database's clock.
        var now: Date
    }

    /// Tells news, and sets each task's timer by its row as it is now: of events that come late or out of order, what is not
    /// so any more is not told.
    func follow(_ news: [News], in work: UnitOfWork) async throws {
        let sender = try await environment.organisation.current().announcements.from
        // In an order that all share, so that two cannot wait for each other.
        for item in news.sorted(by: { $0.task.uuidString < $1.task.uuidString }) {
            guard let held = try await hold(item.task, in: work) else { continue }
            let task = held.task
            schedule(held, cause: item.cause, in: work)
            guard let kind = item.kind, Self.isNews(kind, task.content.state) else { continue }
            let words = text.news(kind, task, in: held.response.incident, by: item.actor)
            var people = task.content.people
            if kind == .resolved || kind == .dropped, Person.isAddress(task.createdBy) { people.append(task.createdBy) }
            let mails = Set(people.map { $0.lowercased() }).subtracting([item.actor.lowercased()]).sorted()
            try await plan(
                kind, held, occasion: "task/\(UUIDText.string(from: task.id))/\(item.step)", words,
                to: mails.map { .init(channel: .mail, name: $0) } + Self.conversations(held.response), from: sender,
                cause: item.cause, in: work)
        }
    }

    /// Holds a task's row to the end of the transaction, and reads it; `nil` when there is none.
    func hold(_ id: UUID, in work: UnitOfWork) async throws -> Held? {
        guard let row = try await work.query(TaskRows.lock(id)).first else { return nil }
        let task = try TaskRecord(row)
        guard let response = try await IncidentResponse.load(task.incidentID, for: .system, in: work) else {
            return nil
        }
        return Held(task: task, response: response, now: try row.decode("now"))
    }

    /// Sets the timer of an open task for when there is something to remind of next, and takes that of any other back.
    func schedule(_ held: Held, cause: String?, in work: UnitOfWork) {
        let task = held.task
        let key = "task/\(UUIDText.string(from: task.id))"
        guard task.content.state == .open else { return work.cancelTimer(key: key) }
        let plan = ReminderPlan(task.content)
        let due = plan.due(at: held.now, remindedAt: task.remindedAt, escalatedAt: task.escalatedAt)
        let isDue = due.reminder != nil || due.escalates
        work.schedule(
            RemindOfTask(task: task.id), key: key, at: isDue ? held.now : plan.nextLook(after: held.now),
            about: Subject(name: task.incident, id: task.incidentID, cause: cause))
    }

    /// Plans a notice to each recipient; who was told of the occasion is not told again.
    func plan(
        _ kind: TaskNotice.Kind, _ held: Held, occasion: String, _ words: TaskNoticeText.Words,
        to recipients: [TaskNotice.Recipient], from sender: String, cause: String?, in work: UnitOfWork
    ) async throws {
        try await write(
            recipients.map { recipient in
                TaskNotice(
                    id: .v7(), incident: held.task.incidentID, task: held.task.id, kind: kind, occasion: occasion,
                    recipient: recipient, sender: sender, subject: words.subject,
                    body: recipient.channel == .mail ? words.body : words.line)
            }, of: held.task.incident, cause: cause, in: work)
    }

    /// Writes notices, and has those sent that are new.
    func write(_ notices: [TaskNotice], of incident: String, cause: String?, in work: UnitOfWork) async throws {
        if notices.isEmpty { return }
        let new = Set(try await work.query(TaskNotice.insert(notices)).map { try $0.decode("id", as: UUID.self) })
        for notice in notices where new.contains(notice.id) {
            work.order(
                TellOfTask(notice: notice.id),
                about: Subject(name: incident, id: notice.incident, cause: cause))
        }
    }

    /// The incident's own conversation, once it is there.
    static func conversations(_ response: IncidentResponse) -> [TaskNotice.Recipient] {
        guard let (resource, id) = response.created(.conversation) else { return [] }
        return [.init(channel: .conversation, name: id, provider: resource.provider)]
    }

    /// Whether it still is so.
    static func isNews(_ kind: TaskNotice.Kind, _ state: TaskState) -> Bool {
        switch kind {
        case .created, .assigned, .reopened, .reminder, .escalation: state == .open
        case .resolved: state == .resolved
        case .dropped: state == .dropped
        case .answer, .leftover, .mention: true
        }
    }
}
