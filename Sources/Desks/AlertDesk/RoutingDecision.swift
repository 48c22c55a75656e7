import FoundationEssentials
import Incident
import Organisation
import IncidentDesk

/// What the organisation's routes say about an alert. The first route that matches decides.
struct RoutingDecision: Sendable, Hashable {
    /// The rule that decided; `nil` when none matched.
    var route: String?
    /// What kind of incident it opens or joins; `nil` for none.
    var plan: IncidentPlan?
    /// How long after the closing of its incident it is still the same trouble, when its sender does not tell.
    var quietAfterClosing = Duration.zero

    init(_ alert: NormalisedAlert, source: String, in organisation: OrganisationConfiguration) {
        let matching = organisation.routes.first { route in
            route.match.matches(
                source: source, severity: alert.severity, labels: alert.labels, routeLabels: alert.routeLabels)
        }
        route = matching?.name
        if case .incident(let plan) = matching?.action { self.plan = plan }
        if let matching { quietAfterClosing = matching.quietAfterClosing }
    }

    /// What becomes of the alert.
    /// - Parameter joins: whether its group has an open incident.
    func outcome(joins: Bool) -> AlertOutcome {
        guard plan != nil else { return .noRoute }
        return joins ? .attached : .incident
    }

    /// Why, in words for people.
    func reason(joins: Bool) -> String {
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
    ///   - time: when it is opened. It was detected when the alert began by its sender's word, and never later than now.
    /// - Returns: `nil` when the organisation has no type, severity or priority at all.
    init?(
        _ alert: NormalisedAlert, source: String, plan: IncidentPlan, route: String,
        after former: Int64? = nil, in organisation: OrganisationConfiguration, at time: Date
    ) {
        let type = plan.type.flatMap(organisation.type(named:)) ?? organisation.defaultType
        guard let type, let severity = plan.severity ?? organisation.defaultSeverity?.name,
            let priority = plan.priority ?? organisation.defaultPriority?.name
        else { return nil }
        let again = former.map { ", which fires again after \(IncidentName(number: $0)) was closed" } ?? ""
        self.init(
            title: AlertText.line(alert.title, max: 200), description: alert.description, type: type,
            severity: severity, priority: priority, visibility: type.visibility, source: .alert, actor: source,
            detectedAt: alert.startedAt.map { min($0, time) },
            openingLine: "Opened by route \(route) for an alert of \(source)\(again): \(alert.title)")
    }
}
