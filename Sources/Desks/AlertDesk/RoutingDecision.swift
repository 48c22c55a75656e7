import Digests
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import JSON
import Organisation

/// What the organisation's routes say about an alert. The first route that matches decides.
struct RoutingDecision: Sendable, Hashable {
    /// The rule that decided; `nil` when none matched.
    var rule: Route?

    /// The name of the rule.
    var route: String? { rule?.name }

    /// What kind of incident it opens or joins, for a playbook when that cannot be started; `nil` for none.
    var plan: IncidentPlan? { rule?.plan }

    /// The playbook that it starts; `nil` for none.
    var trigger: PlaybookTrigger? {
        guard case .playbook(let trigger) = rule?.action else { return nil }
        return trigger
    }

    /// What holds it back from the routes; `nil` for nothing.
    var hold: AlertHold?

    init(_ alert: NormalisedAlert, source: String, in organisation: OrganisationConfiguration) {
        // Its sender's route labels are not kept: who waited with it decides, while there is such a route.
        if let name = alert.dueUnder, let former = organisation.routes.first(where: { $0.name == name }) {
            rule = former
            return
        }
        rule = organisation.routes.first { route in
            route.match.matches(
                source: source, severity: alert.severity, labels: alert.labels, routeLabels: alert.routeLabels)
        }
    }

    /// What keeps alerts together in one incident: the values of the labels that the rule groups by, from all sources;
    /// without any of them, what the sender says.
    func group(of alert: NormalisedAlert, from source: String) -> AlertKey? {
        if let rule, rule.grouping.labels.contains(where: { alert.labels[$0] != nil }) {
            let values = rule.grouping.labels.map { alert.labels[$0] ?? "" }
            let text = JSON.array(([rule.name] + values).map { .string($0) }).text()
            // The name of a lock and of a row: it has a bound.
            let key = text.utf8.count > 400 ? Hex.encode(sha256(Array(text.utf8))) : text
            return AlertKey(source: "", key: "labels \(key)")
        }
        return alert.incidentKey.map { AlertKey(source: source, key: $0) }
    }

    /// The decision about an alert that is held back: no route is asked.
    init(_ hold: AlertHold) { self.hold = hold }

    /// What becomes of the alert.
    /// - Parameter joins: whether its group has an open incident.
    func outcome(joins: Bool) -> AlertOutcome {
        guard hold == nil else { return .silenced }
        guard plan != nil else { return .noRoute }
        return joins ? .attached : .incident
    }

    /// Why, in words for people.
    func reason(joins: Bool) -> String {
        if let hold { return hold.reason }
        guard let route else { return "no route matches" }
        if plan == nil { return "route \(route) stores alerts without an incident" }
        return joins
            ? "route \(route) asks for an incident, and the group has an open one"
            : "route \(route) asks for an incident"
    }
}

extension IncidentDraft {
    /// The incident that an alert opens by a route's plan.
    /// - Parameters:
    ///   - former: the number of the closed incident of the same trouble, if there is one.
    ///   - isDrill: whether it is an exercise.
    ///   - time: when it is opened. It was detected when the alert began by its sender's word, and never later than now.
    /// - Returns: `nil` when the organisation has no type, severity or priority at all.
    init?(
        _ alert: NormalisedAlert, source: String, plan: IncidentPlan, route: String,
        after former: Int64? = nil, isDrill: Bool = false, in organisation: OrganisationConfiguration, at time: Date
    ) {
        let type = plan.type.flatMap(organisation.type(named:)) ?? organisation.defaultType
        guard let type, let severity = plan.severity ?? organisation.defaultSeverity?.name,
            let priority = plan.priority ?? organisation.defaultPriority?.name
        else { return nil }
        let again = former.map { ", which fires again after \(IncidentName(number: $0)) was closed" } ?? ""
        self.init(
            title: AlertText.line(alert.title, max: 200), description: alert.description, type: type,
            severity: severity, priority: priority, visibility: type.visibility, source: .alert, drill: isDrill,
            actor: source,
            detectedAt: alert.startedAt.map { min($0, time) },
            openingLine: "Opened by route \(route) for an alert of \(source)\(again): \(alert.title)")
    }
}
