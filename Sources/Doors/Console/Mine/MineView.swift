import Encodings
import FoundationEssentials
import HTTPKit
import Incident
import IncidentStore
import PageStore
import SignInDesk
import TaskStore
import Tasks

/// What the page of what waits for somebody shows.
struct MineView: Sendable {
    /// A page to acknowledge.
    struct Call: Sendable {
        let callTitle: String
        let callWhy: String
        let callTime: TimeView
        let ackForm: FormView
    }

    /// A task to do.
    struct Task: Sendable {
        let mineTask: String
        let mineIncident: String
        let mineAddress: String
        let mineDue: TimeView
        let isLate: Bool
        let doneForm: FormView
    }

    /// A role that somebody has.
    struct Role: Sendable {
        let roleIncident: String
        let roleTitle: String
        let roleAddress: String
        let roleStatus: String
        let roleNames: String
        let handAddress: String
    }

    /// A report that is due.
    struct Report: Sendable {
        let reportIncident: String
        let reportAddress: String
        let reportDue: TimeView
        let isOverdue: Bool
    }

    let done: String?
    let calls: [Call]
    let tasks: [Task]
    let roles: [Role]
    let reports: [Report]
    let hasOperations: Bool

    init(_ facts: MineFacts, token: String, done: String?, roles granted: Set<PersonRole>, now: Date) {
        self.done = done
        calls = facts.pages.map { page in
            let id = UUIDText.string(from: page.id)
            var form = FormView(
                "page-\(id)", to: "/mine/pages/\(id)/acknowledge", token: token, button: "Acknowledge")
            form.buttonAbout = "the page about \(page.incident)"
            return Call(
                callTitle: page.incident, callWhy: "\(page.step) of \(page.policy), \(page.reason)",
                callTime: TimeView(page.handed ?? page.due), ackForm: form)
        }
        tasks = facts.tasks.map { task in
            let id = UUIDText.string(from: task.id)
            var form = FormView("task-\(id)", to: "/mine/tasks/\(id)/resolve", token: token, button: "Done")
            form.isQuiet = true
            form.buttonAbout = String(task.content.text.prefix(100))
            return Task(
                mineTask: String(task.content.text.prefix(500)), mineIncident: task.incident,
                mineAddress: SafeLink.incident(task.incident), mineDue: TimeView(task.content.due),
                isLate: task.content.due < now, doneForm: form)
        }
        roles = facts.parts.map { part in
            let address = SafeLink.incident(part.incident.name)
            return Role(
                roleIncident: part.incident.name, roleTitle: part.incident.title, roleAddress: address,
                roleStatus: part.incident.status.rawValue, roleNames: part.roles.map(\.title).joined(separator: ", "),
                handAddress: "\(address)#role")
        }
        reports = facts.parts.compactMap { part in
            part.reportDue.map { due in
                Report(
                    reportIncident: part.incident.name,
                    reportAddress: "\(SafeLink.incident(part.incident.name))#report", reportDue: TimeView(due),
                    isOverdue: due < now)
            }
        }
        hasOperations = !granted.isEmpty
    }
}
