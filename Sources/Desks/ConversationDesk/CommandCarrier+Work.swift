import ConversationCommands
import Encodings
import Escalation
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import JSON
import NativeProviders
import Organisation
import PageDesk
import PageStore
import TaskDesk
import TaskStore
import TaskText
import Tasks
import WorkStore

extension CommandCarrier {
    /// Tasks and pages.
    func aboutWork(_ command: ConversationCommand, _ scene: CommandScene) async throws -> NativeAnswer {
        switch command {
        case .task: return try await makeTask(command, scene)
        case .resolveTask(let id, let note): return try await resolveTask(id, note, scene)
        case .page(let action): return try await page(action, scene)
        case .showPages:
            let pages = try await PageRecords.pages(
                of: scene.incident.id, for: author.viewer, limit: 20, in: work)
            return .list(
                pages.map { "\($0.person), \($0.step), \($0.state.rawValue)" }, otherwise: "Nobody was paged.")
        default:
            let tasks = try await openTasks(of: scene).prefix(50)
            return .list(
                tasks.map { "\($0.shortID) \($0.whom), due \(TaskContent.moment($0.content.due)): \($0.content.text)" },
                otherwise: "Nothing is left to do.")
        }
    }

    private func taskWriter(_ scene: CommandScene) -> TaskWriter {
        TaskWriter(organisation: organisation, actor: scene.actor, viewer: author.viewer, trace: trace)
    }

    /// Makes a task of what was written, read as everywhere else: with people before it, and a time at its end. What is to be done
    /// is not lost over a name or a time: the commander has it until somebody says otherwise.
    private func makeTask(_ command: ConversationCommand, _ scene: CommandScene) async throws -> NativeAnswer {
        guard case .tasks(let written) = TaskReader.read(command.spelling, at: said.message.postedAt),
            let task = written.first
        else { throw IncidentDeskError.invalid("/text", TaskReader.usage) }
        let request = TaskRequest(
            text: task.text, owner: task.mentions.first, assignees: task.mentions.isEmpty ? nil : task.mentions,
            due: task.due)
        do {
            return try await makeTask(request, scene, prefix: "")
        } catch let error as TaskDeskError {
            return try await makeTask(TaskRequest(text: task.text), scene, prefix: "\(error.detail). ")
        }
    }

    private func makeTask(
        _ request: TaskRequest, _ scene: CommandScene, prefix: String
    ) async throws -> NativeAnswer {
        let message = UUIDText.string(from: said.message.id)
        let place = "\(publicURL)/conversations/\(UUIDText.string(from: said.conversation))#\(message)"
        // As the task-tracker names it, which reads commands that a release before this one takes for something said.
        let origin = TaskOrigin(.conversation, key: "native/message/\(message)/0", url: place)
        let task = try await committer.commit { work in
            try await taskWriter(scene).create(request, of: scene.name, from: origin, in: work)
        }
        guard let task else { return .note("That task was made before.") }
        let due = TaskContent.moment(task.content.due)
        return .told("\(prefix)Task \(task.shortID) for \(task.whom), due \(due): \(task.content.text)")
    }

    private func resolveTask(_ id: String, _ note: String?, _ scene: CommandScene) async throws -> NativeAnswer {
        let matches = try await openTasks(of: scene).filter { UUIDText.string(from: $0.id).hasSuffix(id) }
        guard id.count >= 4, let task = matches.first, matches.count == 1 else {
            throw IncidentDeskError.invalid(
                "/text", "no open task of \(scene.name) has an id that ends in `\(id)` alone; /task shows them")
        }
        var change = TaskChange(.resolved)
        change.note = note.map { String($0.prefix(500)) }
        let resolved = try await committer.commit { [change] work in
            try await taskWriter(scene).change(task.id, change, in: work)
        }
        return .told("Task \(resolved.shortID) is done: \(resolved.content.text)")
    }

    private func openTasks(of scene: CommandScene) async throws -> [TaskRecord] {
        try await TaskRows.list(
            states: [.open], of: scene.incident.id, for: author.viewer, limit: 500, in: work
        ).items.reversed()
    }

    private func page(
        _ action: ConversationCommand.PageAction, _ scene: CommandScene
    ) async throws -> NativeAnswer {
        let pages = try await PageRecords.pages(of: scene.incident.id, for: author.viewer, limit: 100, in: work)
        // One's own page before that of others, and one that waits before one that is over.
        let open = pages.filter { $0.escalation == "open" }
        let own = open.last { $0.person.lowercased() == scene.actor.lowercased() }
        guard let page = own ?? open.last ?? pages.last else {
            throw IncidentDeskError.invalid("/text", "\(scene.name) has paged nobody; /engage brings people in")
        }
        let decision = try decision(action, scene)
        let answer = try await PageDesk(database: database, committer: committer).decide(
            page.id, decision, by: organisation, actor: scene.actor, viewer: author.viewer, idempotency: nil,
            trace: trace)
        let isNews = try JSON.parse(answer.body)["changed"] == true
        guard isNews else { return .note("The page to \(page.person) was \(decision.change.rawValue) already.") }
        return .told("The page to \(page.person) is \(decision.change.rawValue).")
    }

    private func decision(
        _ action: ConversationCommand.PageAction, _ scene: CommandScene
    ) throws -> PageDecision {
        switch action {
        case .acknowledge: .acknowledge
        case .resolve: .resolve
        case .escalate: .escalate
        case .snooze(let minutes): .snooze(until: Date().addingTimeInterval(TimeInterval(minutes) * 60))
        case .reassign(let target):
            organisation.schedule(named: target) == nil
                ? .reassign(.person(try person(target, scene).email)) : .reassign(.schedule(target))
        }
    }
}

extension TaskRecord {
    /// What people say of its id: its end, which chance decides.
    fileprivate var shortID: String { String(UUIDText.string(from: id).suffix(6)) }

    fileprivate var whom: String { content.people.isEmpty ? "nobody" : content.people.joined(separator: ", ") }
}
