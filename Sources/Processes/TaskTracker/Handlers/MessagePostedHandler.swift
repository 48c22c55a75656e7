import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import Postgres
import TaskDesk
import TaskStore
import TaskText
import Tasks
import WorkStore
import WorkerKit

/// Makes a task of each that somebody wrote down in a conversation, once, answers there what could not be read as it was meant,
/// and tells whom it names.
struct MessagePostedHandler: DatabaseHandler {
    let planner: TaskNoticePlanner

    /// What somebody said.
    private struct Message {
        var id: UUID
        var author: String
        var text: String
        var postedAt: Date
        var conversation: UUID
    }

    func handle(_ batch: [Received<MessagePosted>], in work: UnitOfWork) async throws -> [Outcome] {
        let organisation = try await planner.environment.organisation.current()
        for received in batch.sorted(by: { $0.body.incident.id.uuidString < $1.body.incident.id.uuidString }) {
            guard received.body.provider == ProviderSettings.native,
                let message = try await message(received.body, in: work)
            else { continue }
            switch TaskReader.read(message.text, at: message.postedAt) {
            case .incomplete:
                try await answer(TaskReader.usage, to: message, received, organisation, in: work)
            case .tasks(let tasks):
                for (place, task) in tasks.enumerated() {
                    try await make(task, at: place, of: message, received, organisation, in: work)
                }
            }
            try await MentionNews(planner: planner).tell(
                of: message.id, in: message.conversation, received, organisation, in: work)
        }
        return batch.map { _ in .done }
    }

    /// The message as it is now; `nil` when it is not there any more.
    private func message(_ posted: MessagePosted, in work: UnitOfWork) async throws -> Message? {
        guard let id = UUIDText.uuid(from: posted.message), let conversation = UUIDText.uuid(from: posted.conversation),
            let row = try await work.query(
                """
                select m.author, m.text, m.posted_at from native.message m
                join native.conversation c on c.id = m.conversation_id
                where m.id = $1 and c.id = $2 and c.incident_id = $3
                """, [.uuid(id), .uuid(conversation), .uuid(posted.incident.id)]
            ).first
        else { return nil }
        return Message(
            id: id, author: try row.decode("author"), text: try row.decode("text"),
            postedAt: try row.decode("posted_at"), conversation: conversation)
    }

    private func make(
        _ task: WrittenTask, at place: Int, of message: Message, _ received: Received<MessagePosted>,
        _ organisation: OrganisationConfiguration, in work: UnitOfWork
    ) async throws {
        guard let incident = IncidentName(received.body.incident.name) else { return }
        let writer = TaskWriter(
            organisation: organisation, actor: message.author, viewer: .system, trace: received.traceparent)
        let id = UUIDText.string(from: message.id)
        let conversation = UUIDText.string(from: message.conversation)
        let origin = TaskOrigin(
            .conversation, key: "native/message/\(id)/\(place)",
            url: "\(planner.environment.configuration.publicURL)/conversations/\(conversation)#\(id)")
        let request = TaskRequest(
            text: task.text, owner: task.mentions.first, assignees: task.mentions.isEmpty ? nil : task.mentions,
            due: task.due)
        do {
            _ = try await writer.create(request, of: incident, from: origin, in: work)
        } catch let error as TaskDeskError {
            // What is to be done is not lost over a name or a time: the commander has it until somebody says otherwise.
            let plain = TaskRequest(text: task.text)
            guard let made = try await writer.create(plain, of: incident, from: origin, in: work) else { return }
            let owner = made.content.owner ?? "nobody yet"
            try await answer(
                "\(error.detail). The task is with \(owner), due \(TaskContent.moment(made.content.due)): "
                    + "muster task assign \(UUIDText.string(from: made.id)) PERSON", to: message, received,
                organisation, place: place, in: work)
        }
    }

    private func answer(
        _ text: String, to message: Message, _ received: Received<MessagePosted>,
        _ organisation: OrganisationConfiguration, place: Int = 0, in work: UnitOfWork
    ) async throws {
        try await planner.write(
            [
                TaskNotice(
                    id: .v7(), incident: received.body.incident.id, kind: .answer,
                    occasion: "message/\(UUIDText.string(from: message.id))/\(place)",
                    recipient: .init(
                        channel: .conversation, name: UUIDText.string(from: message.conversation),
                        provider: ProviderSettings.native), sender: organisation.announcements.from, subject: "",
                    body: text)
            ], of: received.body.incident.name, cause: received.traceparent, in: work)
    }
}
