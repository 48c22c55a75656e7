import FoundationEssentials
import Incident
import IncidentStore
import Organisation

extension AlertPlan {
    /// Titles that one line names at most.
    private static let namedAtMost = 5

    /// What the timelines of incidents say of their alerts.
    /// - Parameter numbers: of the new incidents.
    func timeline(numbers: [UUID: Int64]) -> [Timeline.Line] {
        successors(numbers) + news.sorted { $0.key < $1.key }.flatMap { lines($1, of: $0) }
    }

    private func lines(_ news: AlertNews, of incident: UUID) -> [Timeline.Line] {
        var lines: [Timeline.Line] = []
        func tell(_ alerts: [AlertNews.Mention], one: String, several: (Int) -> String) {
            guard let first = alerts.first else { return }
            let start = alerts.count == 1 ? one : several(alerts.count)
            lines.append(Timeline.Line(of: incident, .alert, by: first.source, "\(start): \(Self.titles(alerts))"))
        }
        tell(news.joined, one: "Alert joined", several: { "\($0) alerts joined" })
        if let storm = news.storm {
            lines.append(
                Timeline.Line(of: incident, .alert, by: storm.source, "\(storm.count) alerts are in the storm by now"))
        }
        lines += Self.changes(news.changed, of: incident)
        tell(news.resolved, one: "Alert resolved", several: { "\($0) alerts resolved" })
        tell(
            news.lingering, one: "Still firing since the incident was closed",
            several: { "\($0) alerts still fire since the incident was closed" })
        if let omitted = news.omitted, omitted.count > 0 {
            lines.append(
                Timeline.Line(
                    of: incident, .alert, by: omitted.source,
                    "\(omitted.source) leaves out \(omitted.count) more alerts of the group (its max_alerts): "
                        + "what is not listed may fire too"))
        }
        if isQuiet(incident), let last = news.resolved.last {
            lines.append(Timeline.Line(of: incident, .alert, by: last.source, rest(of: incident)))
        }
        return lines
    }

    private static func changes(
        _ changes: [(alert: AlertNews.Mention, former: AlertSeverity)], of incident: UUID
    ) -> [Timeline.Line] {
        var lines = changes.prefix(namedAtMost).map { alert, former in
            Timeline.Line(
                of: incident, .alert, by: alert.source,
                "Alert \(alert.severity > former ? "rose" : "fell") from \(former.rawValue) to "
                    + "\(alert.severity.rawValue): \(alert.title)")
        }
        if changes.count > namedAtMost, let last = changes.last {
            let text = "\(changes.count - namedAtMost) more alerts rose or fell"
            lines.append(Timeline.Line(of: incident, .alert, by: last.alert.source, text))
        }
        return lines
    }

    private func rest(of incident: UUID) -> String {
        let patience = patience(at: incident)
        guard isAtRest(incident) else {
            let waits = patience?.autoResolve == nil ? "" : ", so the incident does not become stable by itself"
            return "All alerts that are known here are resolved; whether those that are left out are over, nobody has "
                + "said\(waits)"
        }
        let then = [
            patience?.cancelsWhenResolved == true ? "nobody is paged any more" : nil,
            patience?.autoResolve.map {
                "the incident becomes stable in \($0.configurationText) unless one fires again"
            },
        ].compactMap(\.self)
        return then.isEmpty ? "All alerts are resolved" : "All alerts are resolved: \(then.joined(separator: ", and "))"
    }

    /// On the closed incident, which one goes on.
    private func successors(_ numbers: [UUID: Int64]) -> [Timeline.Line] {
        newAlerts.compactMap { new in
            guard let former = new.former, let incident = new.incident,
                let number = numbers[incident] ?? incidentNumbers[incident]
            else { return nil }
            return Timeline.Line(
                of: former.id, .alert, by: new.source,
                "Fires again, in \(IncidentName(number: number)): \(new.alert.title)")
        }
    }

    private static func titles(_ alerts: [AlertNews.Mention]) -> String {
        guard alerts.count > 1 else { return alerts.map { "\($0.title) (\($0.severity.rawValue))" }.joined() }
        let named = alerts.prefix(namedAtMost).map(\.title).joined(separator: "; ")
        return alerts.count > namedAtMost ? "\(named); and \(alerts.count - namedAtMost) more" : named
    }
}
