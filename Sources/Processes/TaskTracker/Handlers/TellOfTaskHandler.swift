import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import MailProviders
import Organisation
import Postgres
import ProviderKit
import TaskDesk
import TaskStore
import Tasks
import WorkStore
import WorkerKit

/// Sends a notice that was planned, unless it is no news any more. A reminder counts when it was sent.
struct TellOfTaskHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    func handle(_ message: Received<TellOfTask>, effects: Effects) async throws -> Completion {
        let id = message.body.notice
        let find = PlannedTaskNotice.find(id)
        guard let row = try await effects.query(find.sql, find.binds).first else {
            throw Failure(
                .deadLetter, code: "no-notice", detail: "the notice \(UUIDText.string(from: id)) is not planned",
                place: "load")
        }
        let planned = try PlannedTaskNotice(row)
        guard planned.state != "sent" && planned.state != "superseded" else { return { _ in } }
        let task = try await task(of: planned.notice)
        let isUnheard = try await isUnheard(planned.notice)
        if isUnheard || Self.isOver(planned, task) { return { $0.write(planned.mark("superseded")) } }
        switch planned.notice.recipient.channel {
        case .mail: try await send(planned, effects: effects)
        case .conversation: try await post(planned.notice, effects: effects)
        }
        return { work in
            work.write(planned.mark("sent"))
            if let task { note(planned.notice, task, in: work) }
        }
    }

    func gaveUp(on message: Received<TellOfTask>, because failure: Failure, in work: UnitOfWork) async throws {
        guard let row = try await work.query(PlannedTaskNotice.find(message.body.notice)).first else { return }
        let planned = try PlannedTaskNotice(row)
        work.write(planned.mark("failed", error: failure.detail))
        let whom = planned.notice.recipient
        let what = planned.notice.kind == .mention ? "a message that names them" : "a task"
        work.write(
            Timeline.append([
                Timeline.Line(
                    of: planned.notice.incident, .task, by: environment.name,
                    "could not tell \(whom.channel == .mail ? whom.name : "its conversation") of \(what): \(failure.detail)"
                )
            ]))
    }

    private func task(of notice: TaskNotice) async throws -> TaskRecord? {
        guard let id = notice.task else { return nil }
        return try await TaskRows.task(id, for: .system, in: environment.database)
    }

    /// Whether nobody can hear it any more: the conversation is archived, since its incident was closed long enough ago.
    private func isUnheard(_ notice: TaskNotice) async throws -> Bool {
        guard notice.recipient.channel == .conversation, let provider = notice.recipient.provider,
            let incident = try await IncidentResponse.load(
                notice.incident, for: .system, in: environment.database)?.incident
        else { return false }
        return providers.isArchived(
            closedAt: incident.status == .closed ? incident.closedAt : nil, at: provider,
            try await environment.organisation.current())
    }

    /// Whether nobody needs to hear of it any more: it is not so, a newer one says it, or others have the task.
    private static func isOver(_ planned: PlannedTaskNotice, _ task: TaskRecord?) -> Bool {
        guard let task else { return planned.notice.task != nil }
        let notice = planned.notice
        if planned.isReplaced || !TaskNoticePlanner.isNews(notice.kind, task.content.state) { return true }
        guard notice.recipient.channel == .mail, [.created, .assigned, .reopened, .reminder].contains(notice.kind)
        else {
            return false
        }
        let people = task.content.people
        return !people.isEmpty && !people.contains { $0.lowercased() == notice.recipient.name }
    }

    /// What goes into the history and the timeline because somebody was reminded.
    private func note(_ notice: TaskNotice, _ task: TaskRecord, in work: UnitOfWork) {
        let kind: TaskStep.Kind
        switch notice.kind {
        case .reminder: kind = .reminded
        case .escalation: kind = .escalated
        default: return
        }
        let text =
            kind == .reminded
            ? "reminded \(notice.recipient.name)" : "told \(notice.recipient.name), who leads, that it is overdue"
        work.write(TaskRows.note(kind, of: task.id))
        work.write(TaskRows.append(TaskStep(kind, text), to: task.id, by: environment.name))
        work.write(
            Timeline.append([
                Timeline.Line(
                    of: task.incidentID, .task, by: environment.name, "Task \"\(task.content.shortText)\": \(text)")
            ]))
    }

    private func send(_ planned: PlannedTaskNotice, effects: Effects) async throws {
        let notice = planned.notice
        let organisation = try await environment.organisation.current()
        let domain = notice.sender.split(separator: "@").last.map(String.init) ?? "localhost"
        let messageID = "<\(UUIDText.string(from: notice.id))@\(domain)>"
        let rows = try await effects.query(
            "select notifier.thread_of($1, $2, $3) as thread",
            [.uuid(notice.incident), .text(notice.recipient.name), .text(messageID)])
        let thread = try rows.first?.decode("thread", as: String?.self) ?? messageID
        var headers = ["Auto-Submitted": "auto-generated", "X-Muster-Incident": planned.incidentName]
        if let address = organisation.mailReports?.address { headers["Reply-To"] = address }
        if thread != messageID {
            headers["In-Reply-To"] = thread
            headers["References"] = thread
        }
        // The same at every try.
        let mail = MailMessage(
            from: notice.sender, to: notice.recipient.name, subject: notice.subject, messageID: messageID,
            date: MailDate.format(planned.plannedAt), body: notice.body, headers: headers)
        let options = try providers.providers(of: .mail, organisation).map { carrier in
            EffectOption(at: carrier) { () throws(ProviderError) in
                try await carrier.send(mail)
                return ExternalObject(externalID: mail.messageID)
            }
        }
        _ = try await effects.once("mail", key: notice.key, intent: ["message_id": .string(messageID)], by: options)
    }

    private func post(_ notice: TaskNotice, effects: Effects) async throws {
        let organisation = try await environment.organisation.current()
        guard let name = notice.recipient.provider else {
            throw Failure(
                .deadLetter, code: "no-provider", detail: "the notice names no provider of its conversation",
                place: "post")
        }
        let (provider, conversation) = (
            try providers.provider(of: .conversations, named: name, organisation), notice.recipient.name
        )
        let option = EffectOption(at: provider) { () throws(ProviderError) in
            try await provider.findPost(notice.key, inConversation: conversation)
        } call: { () throws(ProviderError) in
            try await provider.post(notice.body, inConversation: conversation, key: notice.key)
        }
        _ = try await effects.once("post", key: notice.key, by: [option])
    }
}
