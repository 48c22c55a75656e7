import FoundationEssentials
import Incident
import IncidentStore
import Organisation

/// Which route an alert just missed that none took: a word that is mistyped is the most frequent reason. By the
/// configuration in force.
enum RouteSource {
    static func facts(_ context: WhyContext) -> [WhyFact] {
        context.alerts.compactMap { alert in
            guard alert.outcome == .noRoute, alert.route == nil else { return nil }
            guard
                let (route, misses) = context.organisation.nearestRoute(
                    source: alert.source, severity: alert.severity, labels: alert.labels)
            else { return nil }
            return WhyFact(
                at: alert.firstAt, "route",
                "no route took it; the nearest is \(route.name): \(misses.map(\.text).joined(separator: "; "))",
                rule: route.name)
        }
    }
}
