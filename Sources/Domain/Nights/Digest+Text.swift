import Cost
import Forecast
import FoundationEssentials
import JSON

extension Digest {
    /// What it is about, in one line.
    public var subject: String {
        isQuiet ? "\(day.text): nothing to report" : "\(day.text): " + headline
    }

    /// What it says, with a line break at its end. Nothing to say is one line.
    public var text: String {
        if isQuiet { return "\(day.text): nothing to report\(week.map { "; " + Self.expected($0) } ?? "").\n" }
        var lines = ["\(day.text): \(headline). As of the end of the day."]
        add("Reported", reported, to: &lines) { incident in
            row([incident.name, incident.status, incident.severity, Self.line(incident.title)]) + led(incident)
        }
        add("Active", active, to: &lines) { incident in
            row([
                incident.name, "for \(Self.age(end.timeIntervalSince(incident.reportedAt)))", Self.line(incident.title),
            ])
                + led(incident)
        }
        add("Overdue tasks", tasks, to: &lines) { task in
            row([task.incident, "\(Self.age(end.timeIntervalSince(task.due))) late", Self.line(task.text)])
                + " (\(task.owner ?? "nobody's"))"
        }
        add("Pages that nobody answered", pages, to: &lines) { page in
            row([page.incident, page.person]) + (page.count > 1 ? " × \(page.count)" : "")
        }
        add("Dead letters waiting", letters, to: &lines) { letters in
            row([letters.worker, letters.code]) + " × \(letters.count)"
        }
        if letters.count > 0 { lines.append("  muster dead-letters groups") }
        if !costs.isEmpty {
            lines += ["", "Cost of the day's incidents: \(costs.map(\.text).joined(separator: ", "))"]
        }
        if let week { lines += ["", "Ahead: " + Self.expected(week)] }
        return lines.joined(separator: "\n") + "\n"
    }

    private var headline: String {
        var parts = ["\(Self.count(reported.count, "incident")) reported", "\(active.count) active"]
        if tasks.count > 0 { parts.append(Self.count(tasks.count, "overdue task")) }
        if pages.count > 0 { parts.append(Self.count(pages.count, "unanswered page")) }
        if letters.count > 0 { parts.append(Self.count(letters.count, "dead letter")) }
        return parts.joined(separator: ", ")
    }

    private func add<Line>(
        _ title: String, _ part: Part<Line>, to lines: inout [String], _ line: (Line) -> String
    ) {
        guard part.count > 0 else { return }
        let restricted = part.restricted == 0 ? "" : ", \(part.restricted) of them restricted"
        lines += ["", "\(title): \(part.count)\(restricted)"]
        lines += part.lines.map { "  " + line($0) }
    }

    private func row(_ cells: [String]) -> String { cells.filter { !$0.isEmpty }.joined(separator: "  ") }

    private func led(_ incident: Incident) -> String {
        let cost = incident.cost.map { ", \($0.text)" } ?? ""
        return " (\(incident.commander ?? "led by nobody")\(cost))"
    }

    private static func expected(_ week: Expectation) -> String {
        "\(week.value.text()) incident(s) in the week from \(week.from.text), with 80 % between \(week.low.text()) and "
            + week.high.text()
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// The first line of a text, cut where it is long.
    private static func line(_ text: String) -> String {
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return first.count > 100 ? first.prefix(99) + "…" : first
    }

    /// `45 min`, `7 h`, `3 d 4 h`.
    private static func age(_ seconds: TimeInterval) -> String {
        let minutes = max(0, Int(seconds / 60))
        switch minutes {
        case ..<120: return "\(minutes) min"
        case ..<2880: return "\(minutes / 60) h"
        default:
            let hours = minutes / 60 % 24
            return "\(minutes / 1440) d" + (hours == 0 ? "" : " \(hours) h")
        }
    }
}
