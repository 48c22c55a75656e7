import Tasks
import PeopleStore
import TaskStore
import Encodings
import HTTPKit
import Incident
import IncidentStore

/// What the page of an incident shows. The newest of each kind; the rest is on pages of its own and at the API.
struct IncidentView: Sendable {
    private static let lines = 50
    private static let rows = 40
    private static let prose = 5000

    let incidentName: String
    let incidentTitle: String
    let tabs: [TabView]
    let incidentStatus: String
    let incidentSeverity: String
    let isRestricted: Bool
    let isDrill: Bool
    let done: String?
    let facts: [FactView]
    let description: String?
    let hasQuestions: Bool
    let openQuestions: [QuestionView]
    let answeredQuestions: [QuestionView]
    let report: StatusReportView?
    let resources: [ResourceView]
    let tasks: [TaskView]
    let people: [PersonView]
    let pages: [PageView]
    let hasAlerts: Bool
    let alerts: [AlertView]
    let timeline: [EntryView]
    let earlierAddress: String?
    let hasForms: Bool
    let forms: [FormView]
    let eventsAddress: String

    /// - Parameter forms: what the reader can do; `nil` for a key, which only reads here.
    init(_ known: IncidentFacts, done: String?, forms builder: IncidentFormViews?) {
        let incident = known.detail.incident
        incidentName = incident.name
        incidentTitle = incident.title
        tabs = TabView.all(of: incident.name, here: .overview)
        incidentStatus = incident.status.rawValue
        incidentSeverity = incident.severity
        isRestricted = incident.visibility == .restricted
        isDrill = incident.drill
        self.done = done
        facts = known.facts
        let text = incident.description
        description = text.isEmpty ? nil : text.count > Self.prose ? "\(text.prefix(Self.prose)) …" : text
        hasQuestions = !known.questions.isEmpty
        openQuestions = known.questions.filter { $0.answer == nil }.prefix(Self.rows).map {
            QuestionView($0, answerForm: builder?.answer($0))
        }
        answeredQuestions = known.questions.filter { $0.answer != nil }.suffix(Self.rows).map {
            QuestionView($0, answerForm: nil)
        }
        report = known.lastReport.map(StatusReportView.init)
        resources = known.detail.resources.map(ResourceView.init)
        tasks = known.tasks.map { task in
            let id = UUIDText.string(from: task.id)
            return TaskView(
                task, anchor: "text-\(id)", resolveForm: task.content.state == .open ? builder?.resolve(task) : nil)
        }
        people = known.detail.participants.prefix(Self.rows * 2).map { PersonView($0.person, roles: $0.roles) }
        pages = known.pages.map(PageView.init)
        hasAlerts = !known.detail.alerts.isEmpty
        alerts = known.detail.alerts.prefix(Self.rows).map(AlertView.init)
        timeline = known.detail.timeline.suffix(Self.lines).reversed().map(EntryView.init)
        earlierAddress =
            known.detail.timeline.count > Self.lines ? "\(SafeLink.incident(incident.name))/timeline" : nil
        forms = builder?.forms ?? []
        hasForms = builder != nil
        eventsAddress = LivePage.address(of: known.detail)
    }
}
