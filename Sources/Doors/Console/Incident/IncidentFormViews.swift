import Tasks
import Encodings
import FoundationEssentials
import HTTPKit
import Incident
import IncidentStore
import Organisation
import PeopleStore
import TaskStore

/// The forms of an incident's page, filled in.
struct IncidentFormViews: Sendable {
    let known: IncidentFacts
    let visitor: Visitor
    let organisation: OrganisationConfiguration
    let attempt: FormAttempt?

    private var address: String { SafeLink.incident(known.detail.incident.name) }
    private var token: String { visitor.formToken }
    /// A new key for each form that makes something: sent twice it makes it once.
    private var once: String { UUIDText.string(from: .v7()) }

    var forms: [FormView] { [participation, change, report, role, task] }

    private var participation: FormView {
        guard known.hasParticipant(visitor.email) else {
            return FormFiller("join", attempt).form(
                "Get involved", to: "\(address)/join", token: token, fields: [], button: "Join the response")
        }
        let filler = FormFiller("leave", attempt)
        return filler.form(
            "Leave", to: "\(address)/leave", token: token,
            fields: [
                filler.field("reason", "Why you leave", hint: "It may stay empty.", maximum: 500),
                filler.field(
                    "insist", "Leave although you lead, or have open tasks", .choice([("", "no"), ("yes", "yes")])),
            ], button: "Leave the response")
    }

    private var change: FormView {
        let incident = known.detail.incident
        let filler = FormFiller("change", attempt)
        let now: [(String, String)] = [
            ("status", incident.status.rawValue), ("severity", incident.severity), ("priority", incident.priority),
            ("title", incident.title),
        ]
        return filler.form(
            "Change status, severity, priority or title", to: "\(address)/changes", token: token,
            fields: [
                filler.field(
                    "status", "Status", .choice(IncidentStatus.allCases.map { ($0.rawValue, $0.rawValue) }),
                    value: incident.status.rawValue),
                filler.field(
                    "severity", "Severity", .choice(Self.words(organisation.severities.map(\.name), incident.severity)),
                    value: incident.severity),
                filler.field(
                    "priority", "Priority", .choice(Self.words(organisation.priorities.map(\.name), incident.priority)),
                    value: incident.priority),
                filler.field("title", "Title", value: incident.title, isRequired: true),
                filler.field(
                    "insist", "Why, if something is still to be answered first", hint: "Else leave it empty.",
                    maximum: 500),
            ], button: "Change it", hidden: now.map { filler.hidden("was_\($0.0)", $0.1) })
    }

    /// The words of the configuration, and the one of now though it has gone.
    private static func words(_ words: [String], _ now: String) -> [(value: String, label: String)] {
        (words.contains(now) ? words : words + [now]).map { ($0, $0) }
    }

    private var report: FormView {
        let filler = FormFiller("report", attempt)
        let last = known.lastReport
        var audiences: [(value: String, label: String)] = [("participants", "those who take part")]
        if known.detail.incident.visibility == .open { audiences.append(("everybody", "everybody")) }
        return filler.form(
            "Report how it stands", to: "\(address)/reports", token: token,
            fields: [
                filler.field(
                    "conditions", "How it stands", .text(rows: 3), value: last?.conditions ?? "", maximum: 5000,
                    isRequired: true),
                filler.field(
                    "actions", "What is being done", .text(rows: 3), value: last?.actions ?? "", maximum: 5000),
                filler.field("needs", "What is needed", .text(rows: 2), value: last?.needs ?? "", maximum: 5000),
                filler.field("audience", "Whom it is for", .choice(audiences), value: "participants"),
            ], button: "Report it", hidden: [filler.hidden("once", once)])
    }

    private var role: FormView {
        let filler = FormFiller("role", attempt)
        let people = known.detail.participants.map(\.person.email) + organisation.people.map(\.email)
        var seen: Set<String> = []
        let options = people.filter { seen.insert($0.lowercased()).inserted }.prefix(100)
        return filler.form(
            "Hand over a role", to: "\(address)/roles", token: token,
            fields: [
                filler.field(
                    "role", "Role", .choice(ParticipantRole.allCases.map { ($0.rawValue, $0.title) }),
                    value: ParticipantRole.incidentCommander.rawValue),
                filler.field(
                    "email", "Whose it becomes", .line(options: Array(options)), hint: "Their mail address",
                    maximum: 254, isRequired: true),
                filler.field("note", "What they have to know", hint: "One line; it may stay empty.", maximum: 500),
            ], button: "Hand it over", hidden: [filler.hidden("once", once)])
    }

    private var task: FormView {
        let filler = FormFiller("task", attempt)
        return filler.form(
            "Add a task", to: "\(address)/tasks", token: token,
            fields: [
                filler.field("text", "What is to be done", maximum: 2000, isRequired: true),
                filler.field("owner", "Who answers for it", hint: "Else the commander", maximum: 254),
            ], button: "Add it", hidden: [filler.hidden("once", once)])
    }

    /// What resolves a task.
    func resolve(_ task: TaskRecord) -> FormView {
        let id = UUIDText.string(from: task.id)
        let filler = FormFiller("task-\(id)", attempt)
        var form = filler.form(
            "", to: "\(address)/tasks/\(id)/resolve", token: token, fields: [], button: "Done")
        form.isQuiet = true
        form.buttonAbout = String(task.content.text.prefix(100))
        return form
    }

    /// What answers a question.
    func answer(_ question: Question) -> FormView {
        let id = UUIDText.string(from: question.id)
        let filler = FormFiller("answer-\(id)", attempt)
        return filler.form(
            "Answer it", to: "\(address)/questions/\(id)", token: token,
            fields: [
                filler.field("answer", "Answer", maximum: 2000, isRequired: true),
                filler.field("source", "How one knows", hint: "It may stay empty.", maximum: 500),
            ], button: "Answer", hidden: [filler.hidden("once", UUIDText.string(from: .v7()))])
    }
}
