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

/// Says what is still to be done when an incident is closed, each time it is.
struct IncidentUpdatedHandler: DatabaseHandler {
    /// The most tasks that are named.
    private static let most = 50

    let planner: TaskNoticePlanner

    func handle(_ batch: [Received<IncidentUpdated>], in work: UnitOfWork) async throws -> [Outcome] {
        for message in batch where message.body.status == .closed && message.body.changes.contains("status") {
            try await tell(message, in: work)
        }
        return batch.map { _ in .done }
    }

    private func tell(_ message: Received<IncidentUpdated>, in work: UnitOfWork) async throws {
        let reference = message.body.incident
        guard let response = try await IncidentResponse.load(reference.id, for: .system, in: work),
            response.incident.status == .closed
        else { return }
        let open = try await TaskRows.list(
            states: [.open], of: reference.id, for: .system, limit: Self.most, in: work
        ).items
        if open.isEmpty { return }
        let sender = try await planner.environment.organisation.current().announcements.from
        let words = planner.text.leftover(open.reversed(), of: response.incident)
        let commander = (response.incident.commander?.email).map {
            TaskNotice.Recipient(channel: .mail, name: $0.lowercased())
        }
        try await planner.write(
            (TaskNoticePlanner.conversations(response) + [commander].compactMap(\.self)).map { recipient in
                TaskNotice(
                    id: .v7(), incident: reference.id, kind: .leftover,
                    occasion: "incident/\(UUIDText.string(from: reference.id))/\(reference.version)",
                    recipient: recipient, sender: sender, subject: words.subject,
                    body: recipient.channel == .mail ? words.body : words.line)
            }, of: reference.name, cause: message.traceparent, in: work)
    }
}
