public import FoundationEssentials
import Incident
public import JSON
public import Organisation
import IncidentStore
import IncidentDesk

/// What would become of alerts, without changing anything.
public enum DryRun {
    /// What ``AlertIntake`` would do, with the rules that would decide it.
    /// - Parameter source: who sends them.
    public static func json(
        _ parsed: ParsedAlerts, source: String, in organisation: OrganisationConfiguration, at time: Date
    ) -> JSON {
        [
            "dry_run": true, "accepted": .int(parsed.alerts.count),
            "rejected": .array(parsed.rejections.map(\.json)),
            "alerts": .array(parsed.alerts.map { json($0, source: source, in: organisation, at: time) }),
        ]
    }

    private static func json(
        _ alert: NormalisedAlert, source: String, in organisation: OrganisationConfiguration, at time: Date
    ) -> JSON {
        let decision = RoutingDecision(alert, source: source, in: organisation)
        return [
            "alert": alert.json, "source": .string(source), "route": .optional(decision.route),
            "outcome": .string(decision.outcome(joins: false).rawValue),
            "reason": .string(decision.reason(joins: false)),
            "incident": incident(alert, source: source, decision, in: organisation, at: time),
        ]
    }

    private static func incident(
        _ alert: NormalisedAlert, source: String, _ decision: RoutingDecision,
        in organisation: OrganisationConfiguration, at time: Date
    ) -> JSON {
        guard alert.action == .open, let plan = decision.plan, let route = decision.route,
            let draft = IncidentDraft(alert, source: source, plan: plan, route: route, in: organisation, at: time)
        else { return .null }
        let opening = IncidentOpening(draft, in: organisation, at: time)
        return [
            "title": .string(draft.title), "type": .string(draft.type.name), "severity": .string(draft.severity),
            "priority": .string(draft.priority), "visibility": .string(draft.visibility.rawValue),
            "commander": .optional(opening.commander?.person.email),
            "participants": .array(opening.participants.map { .string($0.person.email) }),
        ]
    }
}
