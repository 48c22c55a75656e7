import Cost
import FoundationEssentials
import Incident
import IncidentStore
import PeopleStore
import TaskStore
import Tasks

/// What the rows say of an incident that is over, for people to make a review of. It claims nothing that no row says.
struct ReviewDraft: Sendable {
    /// The most characters of a text.
    static let longest = 20_000
    /// The most lines of the timeline that are told.
    private static let mostLines = 120
    /// What is no news to who asks what happened.
    private static let minor: Set<TimelineKind> = [.notice, .resource, .cost, .assembled, .review, .note]

    let texts: ReviewTexts

    init(_ material: ReviewMaterial) {
        texts = ReviewTexts(
            whatHappened: Self.cut(Self.whatHappened(material)), impact: Self.cut(Self.impact(material)),
            wentWell: Self.cut(Self.wentWell(material)), lessons: Self.cut(Self.lessons(material)))
    }

    private static func whatHappened(_ material: ReviewMaterial) -> [String] {
        let incident = material.incident
        var lines = [incident.title]
        if !incident.description.isEmpty { lines += ["", incident.description] }
        let told = material.timeline.filter { !minor.contains($0.kind) }
        var events = told.prefix(mostLines).map { "\(TaskContent.moment($0.at))  \(line($0.text))" }
        if told.count > mostLines {
            events.append("… and \(told.count - mostLines) more (`muster incident trace \(incident.name)`)")
        }
        if let over = incident.stableAt {
            events.append("\(TaskContent.moment(over))  \(incident.name) \(incident.status.announcement)")
        }
        return lines + (events.isEmpty ? [] : [""] + events)
    }

    private static func impact(_ material: ReviewMaterial) -> [String] {
        let incident = material.incident
        var lines = ["Severity \(incident.severity), priority \(incident.priority)."]
        if let over = incident.stableAt {
            lines.append(
                "It took \(span(incident.detectedAt, over)) from when it was noticed (\(TaskContent.moment(incident.detectedAt))) "
                    + "until it was stable (\(TaskContent.moment(over))).")
        }
        if incident.alertCount > 0 {
            lines.append(
                incident.alertCount == 1 ? "One alert belongs to it." : "\(incident.alertCount) alerts belong to it.")
        }
        if let cost = material.cost { lines.append("It had cost \(cost.text) when that was counted last.") }
        for question in material.questions {
            guard let answer = question.answer else { continue }
            lines.append("\(question.text) \(answer.text)\(answer.source.map { " (\($0))" } ?? "")")
        }
        if let last = material.reports.last {
            lines += ["", "The last status report (\(TaskContent.moment(last.at))): \(last.conditions)"]
        }
        return lines
    }

    private static func wentWell(_ material: ReviewMaterial) -> [String] {
        var lines: [String] = []
        let incident = material.incident
        if let answered = material.answeredAt, answered >= incident.reportedAt {
            lines.append("Somebody was at work on it \(span(incident.reportedAt, answered)) after it was opened.")
        }
        if let assembled = incident.assembledAt {
            lines.append("Every place was there \(span(incident.reportedAt, assembled)) after it was opened.")
        }
        let done = material.tasks.filter { $0.content.state == .resolved }
        if !material.tasks.isEmpty {
            let inTime = done.filter { task in task.content.resolvedAt.map { $0 <= task.content.due } == true }.count
            lines.append("\(done.count) of \(material.tasks.count) tasks were done, \(inTime) of them in time.")
        }
        if !material.reports.isEmpty {
            lines.append(
                material.reports.count == 1
                    ? "One status report was written." : "\(material.reports.count) status reports were written.")
        }
        return lines
    }

    private static func lessons(_ material: ReviewMaterial) -> [String] {
        var lines: [String] = []
        for question in material.questions where question.answer == nil {
            lines.append("Nobody knows yet: \(question.text)")
        }
        for task in material.tasks where task.content.state == .open {
            let whom = task.content.owner.map { " (\($0))" } ?? " (nobody answers for it)"
            lines.append("Still to be done\(whom), due \(TaskContent.moment(task.content.due)): \(task.content.text)")
        }
        if material.incident.commander == nil { lines.append("Nobody led it when it became stable.") }
        return lines
    }

    /// How long something took: `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`.
    private static func span(_ from: Date, _ until: Date) -> String {
        let seconds = Int(max(0, until.timeIntervalSince(from)).rounded(.down))
        let (minutes, hours) = (seconds / 60, seconds / 3600)
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600: return "\(minutes) min"
        case ..<86_400: return minutes % 60 == 0 ? "\(hours) h" : "\(hours) h \(minutes % 60) min"
        default: return hours % 24 == 0 ? "\(hours / 24) d" : "\(hours / 24) d \(hours % 24) h"
        }
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func cut(_ lines: [String]) -> String {
        let scalars = lines.joined(separator: "\n").unicodeScalars
        guard scalars.count > longest else { return String(scalars) }
        return String(String.UnicodeScalarView(scalars.prefix(longest - 1))) + "…"
    }
}
