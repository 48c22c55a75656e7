import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import TaskStore
import Tasks
import WorkStore
import WorkerKit

/// Plans the reminders of tasks that are due. The timer only wakes: what is due, the rows say. What was missed meanwhile is
/// told once.
struct RemindOfTaskHandler: DatabaseHandler {
    let planner: TaskNoticePlanner

    func handle(_ batch: [Received<RemindOfTask>], in work: UnitOfWork) async throws -> [Outcome] {
        let sender = try await planner.environment.organisation.current().announcements.from
        for message in batch.sorted(by: { $0.body.task.uuidString < $1.body.task.uuidString }) {
            guard let held = try await planner.hold(message.body.task, in: work), held.task.content.state == .open
            else {
                continue
            }
            try await remind(held, from: sender, cause: message.traceparent, in: work)
        }
        return batch.map { _ in .done }
    }

    private func remind(
        _ held: TaskNoticePlanner.Held, from sender: String, cause: String?, in work: UnitOfWork
    ) async throws {
        let (task, incident) = (held.task, held.response.incident)
        let plan = ReminderPlan(task.content)
        let due = plan.due(at: held.now, remindedAt: task.remindedAt, escalatedAt: task.escalatedAt)
        let id = UUIDText.string(from: task.id)
        if let slot = due.reminder {
            // A task that nobody has is the commander's to give away.
            let owners = task.content.people
            let people = owners.isEmpty ? [incident.commander?.email].compactMap(\.self) : owners
            try await planner.plan(
                .reminder, held, occasion: "task/\(id)/due \(RFC3339.string(from: slot))",
                planner.text.reminder(task, in: incident, at: held.now),
                to: people.map { .init(channel: .mail, name: $0.lowercased()) }, from: sender, cause: cause, in: work)
        }
        if due.escalates, let commander = incident.commander?.email.lowercased(),
            !task.content.people.contains(where: { $0.lowercased() == commander })
        {
            try await planner.plan(
                .escalation, held, occasion: "task/\(id)/overdue \(RFC3339.string(from: plan.escalation))",
                planner.text.escalation(task, in: incident), to: [.init(channel: .mail, name: commander)],
                from: sender, cause: cause, in: work)
        }
        work.schedule(
            RemindOfTask(task: task.id), key: "task/\(id)", at: plan.nextLook(after: held.now),
            about: Subject(name: task.incident, id: task.incidentID, cause: cause))
    }
}
