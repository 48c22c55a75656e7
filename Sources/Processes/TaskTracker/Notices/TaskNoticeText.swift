import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import TaskDesk
import TaskStore
import Tasks

/// The words of what is told of tasks: short, what to do first.
struct TaskNoticeText: Sendable {
    let publicURL: String

    /// A text for a mail, and the same in a line for a conversation.
    struct Words: Sendable, Hashable {
        var subject: String
        var body: String
        var line: String
    }

    /// What happened to a task.
    /// - Parameter actor: who did it.
    func news(
        _ kind: TaskNotice.Kind, _ task: TaskRecord, in incident: IncidentRecord, by actor: String
    ) -> Words {
        let content = task.content
        let people = content.people.isEmpty ? "nobody yet" : content.people.joined(separator: ", ")
        let due = "due \(TaskContent.moment(content.due))"
        switch kind {
        case .created, .assigned, .reopened:
            let title =
                switch kind {
                case .created: "New task"
                case .reopened: "Task reopened"
                default: "Task for you"
                }
            return words(
                task, incident, title, first: "\(title): \(content.text)",
                line: "\(kind == .assigned ? "Task" : title) for \(people), \(due): \(content.text)", by: actor)
        case .resolved:
            return words(
                task, incident, "Task resolved", first: "\(actor) has resolved a task: \(content.text)",
                line: "Task resolved by \(actor): \(content.text)", by: nil)
        default:
            return words(
                task, incident, "Task dropped", first: "\(actor) has dropped a task: \(content.text)",
                line: "Task dropped by \(actor): \(content.text)", by: nil)
        }
    }

    /// To those who have a task: it is due.
    func reminder(_ task: TaskRecord, in incident: IncidentRecord, at now: Date) -> Words {
        let due = TaskContent.moment(task.content.due)
        let first =
            task.content.due > now
            ? "A task of yours is due at \(due): \(task.content.text)"
            : "A task of yours is overdue since \(due): \(task.content.text)"
        return words(
            task, incident, task.content.due > now ? "Task due" : "Task overdue", first: first, line: first, by: nil)
    }

    /// To the commander: a task is overdue.
    func escalation(_ task: TaskRecord, in incident: IncidentRecord) -> Words {
        let people = task.content.people.isEmpty ? "nobody" : task.content.people.joined(separator: ", ")
        let first = "A task of \(people) is overdue since \(TaskContent.moment(task.content.due)): \(task.content.text)"
        return words(
            task, incident, "Overdue task of \(people)", first: first, line: first, by: nil,
            advice: "You lead \(incident.name): ask them, give it to somebody else, or drop it.")
    }

    /// To those in the conversation and the commander: what is still to be done of an incident that is closed.
    func leftover(_ tasks: [TaskRecord], of incident: IncidentRecord) -> Words {
        let count = tasks.count == 1 ? "A task is" : "\(tasks.count) tasks are"
        let first = "\(incident.name) is closed. \(count) still to be done, and reminded of until then:"
        let lines = tasks.map { task in
            "  \(task.content.text) (\(task.content.owner ?? "nobody"), due \(TaskContent.moment(task.content.due)))"
        }
        let text = ([first] + lines).joined(separator: "\n")
        return Words(
            subject: "[\(incident.name)] Closed with open tasks",
            body: "\(text)\n\nIncident page: \(incident.url(under: publicURL))\n", line: text)
    }

    /// To somebody whom a message names.
    /// - Parameter url: where it stands.
    func mention(_ text: String, by author: String, at url: String, in incident: IncidentRecord) -> Words {
        let first = "\(author) mentions you in the conversation of \(incident.name)"
        let tag = incident.drill ? "[\(incident.name), drill]" : "[\(incident.name)]"
        // As of tasks: nothing restricted stands in a subject.
        let about = incident.visibility == .open ? ": \(incident.title)" : ""
        return Words(
            subject: "\(tag) \(author) mentions you\(about)",
            body: [
                "\(first), \(incident.title):", "", text, "", "Answer there: \(url)",
                "Incident page: \(incident.url(under: publicURL))",
            ].joined(separator: "\n") + "\n", line: first)
    }

    private func words(
        _ task: TaskRecord, _ incident: IncidentRecord, _ title: String, first: String, line: String, by actor: String?,
        advice: String? = nil
    ) -> Words {
        let tag = incident.drill ? "[\(incident.name), drill]" : "[\(incident.name)]"
        let id = UUIDText.string(from: task.id)
        let isOpen = task.content.state == .open
        let lines = [
            first, "",
            isOpen
                ? "Due: \(TaskContent.moment(task.content.due))   Priority: \(task.content.priority.rawValue)" : nil,
            "Incident: \(incident.name), \(incident.title)", actor.map { "From: \($0)" },
            task.url.map { "Written at: \($0)" }, "Incident page: \(incident.url(under: publicURL))", "", advice,
            isOpen
                ? "When it is done: muster task resolve \(id)"
                : "When it is to be done after all: muster task reopen \(id)",
        ]
        // What a restricted incident is about stands in no subject, which previews and servers' logs show.
        let subject = incident.visibility == .open ? "\(tag) \(title): \(task.content.shortText)" : "\(tag) \(title)"
        return Words(subject: subject, body: lines.compactMap(\.self).joined(separator: "\n") + "\n", line: line)
    }
}
