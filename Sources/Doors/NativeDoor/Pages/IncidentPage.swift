import FoundationEssentials
import Incident
import IncidentStore
import PageStore
import TaskStore
import Tasks

/// The page of an incident: where it stands, who is in it, where everything is and what could not be made, and what
/// happened.
struct IncidentPage: Sendable {
    var detail: IncidentDetail
    var pages: [PageRecord]
    /// The newest first.
    var tasks: [TaskRecord]

    var layout: PageLayout {
        let incident = detail.incident
        return PageLayout(
            title: "\(incident.name): \(incident.title)", kind: incident.drill ? "drill" : "incident",
            body: "\(facts)\(alerts)\(places)\(people)\(paged)\(work)\(timeline)")
    }

    private var facts: HTML {
        let incident = detail.incident
        let facts = HTML.facts([
            ("Status", Self.badge(incident.status.rawValue)), ("Commander", incident.commander.map(Self.person)),
            ("Type", "\(incident.type)"), ("Severity", "\(incident.severity)"), ("Priority", "\(incident.priority)"),
            ("Visibility", "\(incident.visibility.rawValue)"), ("Reporter", incident.reporter.map(Self.person)),
            ("Storm", incident.storm.map { "of route \($0), takes what is beyond its limit" }),
            ("Alerts", incident.alertCount > 0 ? "\(incident.alertCount)" : nil),
            ("Reported", PageLayout.time(incident.reportedAt)),
            ("Assembled", incident.assembledAt.map(PageLayout.time)),
            ("Stable by itself", incident.status == .active ? incident.settlesAt.map(PageLayout.time) : nil),
            ("Stable", incident.stableAt.map(PageLayout.time)), ("Closed", incident.closedAt.map(PageLayout.time)),
        ])
        let description: HTML = incident.description.isEmpty ? "" : HTML.prose(incident.description)
        return
            "<section>\(facts)</section>\(description.text.isEmpty ? "" : "<section>\(description)</section>" as HTML)"
    }

    /// The newest alerts; nothing for an incident that people reported.
    private var alerts: HTML {
        guard !detail.alerts.isEmpty else { return "" }
        let rows = detail.alerts.map { alert -> HTML in
            """
            <tr><td>\(alert.title)</td><td>\(Self.badge(alert.status.rawValue))\(alert.isDoubtful ? " doubtful" : "")</td>\
            <td>\(alert.severity.rawValue)</td><td>\(alert.source)</td><td>\(alert.count)</td>\
            <td>\(PageLayout.time(alert.startedAt ?? alert.firstAt))</td><td>\(PageLayout.time(alert.lastAt))</td></tr>
            """
        }
        return table(
            "Alerts", ["Alert", "State", "Severity", "Source", "Times", "Since", "Last word"], rows, otherwise: "None.")
    }

    private var places: HTML {
        let rows = detail.resources.map { resource -> HTML in
            let error: HTML = resource.error.map { "<span class=\"error\">\($0)</span>" } ?? ""
            let next: HTML = resource.nextAttemptAt.map { ", next \(PageLayout.time($0))" } ?? ""
            return """
                <tr><td>\(HTML.link(resource.url, resource.kind.title))</td>\
                <td>\(Self.badge(resource.state.rawValue))\(error)</td><td>\(resource.provider)</td>\
                <td>\(resource.attempts)\(next)</td></tr>
                """
        }
        return table("Places", ["Place", "State", "Made by", "Tries"], rows, otherwise: "None are planned yet.")
    }

    private var people: HTML {
        let rows = detail.participants.map { participant -> HTML in
            let place = [participant.person.team, participant.person.location].compactMap(\.self)
            let roles = participant.roles.map(\.title).joined(separator: ", ")
            return """
                <tr><td>\(Self.person(participant.person))</td><td>\(roles)</td>\
                <td>\(place.joined(separator: ", "))</td><td>\(PageLayout.time(participant.joinedAt))</td></tr>
                """
        }
        return table("Participants", ["Who", "Role", "Team and location", "Joined"], rows, otherwise: "Nobody yet.")
    }

    private var paged: HTML {
        let names = Dictionary(detail.participants.map { ($0.person.email.lowercased(), $0.person.name) }) { $1 }
        let rows = pages.map { page -> HTML in
            """
            <tr><td>\(HTML.link("mailto:\(page.person)", names[page.person.lowercased()] ?? page.person))</td><td>\(Self.badge(page.state.rawValue))</td>\
            <td>\(page.step) of \(page.policy), \(page.reason), \(page.urgency) urgency</td>\
            <td>\(PageLayout.time(page.handed ?? page.due))</td></tr>
            """
        }
        return table("Pages", ["Who", "State", "Why", "Handed over or due"], rows, otherwise: "Nobody was paged.")
    }

    /// What is to be done and was done; nothing while nobody has asked for anything.
    private var work: HTML {
        guard !tasks.isEmpty else { return "" }
        let rows = tasks.map { task -> HTML in
            let owner: HTML = task.content.owner.map { HTML.link("mailto:\($0)", $0) } ?? "nobody yet"
            return """
                <tr><td>\(task.content.text)</td><td>\(Self.badge(task.content.state.rawValue))</td><td>\(owner)</td>\
                <td>\(PageLayout.time(task.content.due))</td></tr>
                """
        }
        return table("Tasks", ["What", "State", "Who", "Due"], rows, otherwise: "None.")
    }

    private var timeline: HTML {
        let rows = detail.timeline.map { entry -> HTML in
            "<tr><td>\(PageLayout.time(entry.at))</td><td>\(entry.text)</td><td>\(entry.actor)</td></tr>"
        }
        return table("Timeline", ["When", "What happened", "Who"], rows, otherwise: "Nothing happened yet.")
    }

    private func table(_ title: String, _ heads: [String], _ rows: [HTML], otherwise: String) -> HTML {
        let head = heads.map { "<th scope=\"col\">\($0)</th>" as HTML }
        let table: HTML = "<table><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table>"
        return HTML.section(title, rows.isEmpty ? [] : [table], otherwise: otherwise)
    }

    /// A word of a closed set, in its colour.
    static func badge(_ word: String) -> HTML {
        "<span class=\"badge \(word)\">\(word)</span>"
    }

    static func person(_ person: Person) -> HTML {
        HTML.link("mailto:\(person.email)", person.name)
    }
}
