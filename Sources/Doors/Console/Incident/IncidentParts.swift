import Tasks
import Incident
import IncidentStore
import PageStore
import PeopleStore
import TaskStore

/// What the head of an incident's page says of one thing.
struct FactView: Sendable {
    let factName: String
    var factValue: String = ""
    var factLink: String?
    var factTime: TimeView?
}

/// The last report on an incident's page.
struct StatusReportView: Sendable {
    let reportAuthor: String
    let reportTime: TimeView
    let conditions: String
    let actions: String?
    let needs: String?

    init(_ report: StatusReport) {
        reportAuthor = report.author
        reportTime = TimeView(report.at)
        conditions = report.conditions
        actions = report.actions.isEmpty ? nil : report.actions
        needs = report.needs.isEmpty ? nil : report.needs
    }
}

/// A question on an incident's page.
struct QuestionView: Sendable {
    let questionText: String
    let isMandatory: Bool
    let questionAnswer: String
    let questionBy: String
    let answerForm: FormView?

    init(_ question: Question, answerForm: FormView?) {
        questionText = question.text
        isMandatory = question.isMandatory
        questionAnswer = question.answer?.text ?? ""
        let source = question.answer?.source.map { ", source: \($0)" } ?? ""
        questionBy = question.answer.map { "\($0.by)\(source)" } ?? ""
        self.answerForm = answerForm
    }
}

/// A task on an incident's page.
struct TaskView: Sendable {
    let taskAnchor: String
    let taskText: String
    let taskState: String
    let taskOwner: String
    let taskDue: TimeView
    let resolveForm: FormView?

    init(_ task: TaskRecord, anchor: String, resolveForm: FormView?) {
        taskAnchor = anchor
        taskText = String(task.content.text.prefix(500))
        taskState = task.content.state.rawValue
        taskOwner = task.content.owner ?? "nobody yet"
        taskDue = TimeView(task.content.due)
        self.resolveForm = resolveForm
    }
}

/// A page that somebody got, on an incident's page.
struct PageView: Sendable {
    let pagePerson: String
    let pageState: String
    let pageWhy: String
    let pageTime: TimeView

    init(_ page: PageRecord) {
        pagePerson = page.person
        pageState = page.state.rawValue
        pageWhy = "\(page.step) of \(page.policy), \(page.reason)"
        pageTime = TimeView(page.handed ?? page.due)
    }
}

/// An alert on an incident's page.
struct AlertView: Sendable {
    let alertTitle: String
    let alertStatus: String
    let alertAbout: String
    let alertTime: TimeView

    init(_ alert: AlertRecord) {
        alertTitle = String(alert.title.prefix(300))
        alertStatus = alert.status.rawValue
        let doubt = alert.isDoubtful ? ", doubtful" : ""
        let times = alert.count == 1 ? "" : ", \(alert.count) times"
        alertAbout = "\(alert.severity.rawValue) from \(alert.source)\(times)\(doubt)"
        alertTime = TimeView(alert.lastAt)
    }
}

/// A line of a timeline.
struct EntryView: Sendable {
    let entryText: String
    let entryActor: String
    let entryTime: TimeView

    init(_ entry: TimelineEntry) {
        entryText = String(entry.text.prefix(500))
        entryActor = entry.actor
        entryTime = TimeView(entry.at)
    }
}
