import Encodings
import FoundationEssentials
import Incident
import Organisation
import IncidentDesk

/// What a batch of alerts comes to, decided in the order of their arrival from what was open before: new alerts, counts
/// of those that are open, resolutions, and incidents that are opened or joined.
struct AlertPlan: Sendable {
    /// An alert to be written.
    struct NewAlert: Sendable {
        var id: UUID
        var source: String
        var alert: NormalisedAlert
        var decision: RoutingDecision
        var joins: Bool
        var incident: UUID?
        var count = 1
        var isResolved = false
        var cause: String?
        /// The closed incident of the same trouble, after which it fires again.
        var former: Int64?
    }

    /// An alert that was open before and is over: resolved, or fired anew after its incident was closed.
    struct Resolution: Sendable {
        var id: UUID
        var key: AlertKey
        var cause: String?
    }

    private(set) var newAlerts: [NewAlert] = []
    /// How often alerts that were open before were said again.
    private(set) var repeats: [UUID: Int] = [:]
    /// How bad alerts that were open before are now, where that changed.
    private(set) var severities: [UUID: AlertSeverity] = [:]
    /// Alerts that were open before without an incident, and got worse: the routes decided again.
    private(set) var rerouted: [NewAlert] = []
    private(set) var resolutions: [Resolution] = []
    /// Incidents to be opened, with the `traceparent` of what led to each.
    private(set) var openings: [(opening: IncidentOpening, cause: String?)] = []
    /// New alerts of incidents that were open before.
    private(set) var joined: [UUID: Int] = [:]
    /// The groups whose incident is a new one.
    private(set) var groups: [AlertKey: UUID] = [:]
    /// Alerts that were said first after their incident was closed, and are no new occurrence.
    private(set) var lingering: [(incident: UUID, source: String, title: String)] = []
    /// For each request, what became of its alerts.
    private(set) var receipts: [[AlertReceipt]] = []

    private let organisation: OrganisationConfiguration
    private let time: Date
    private let claimedIDs: [AlertKey: UUID]
    private var openIDs: [AlertKey: UUID]
    private var incidents: [AlertKey: UUID]
    /// What is known of alerts that were open before; kept as the batch has them.
    private(set) var open: [UUID: AlertState.Open]
    private var newIndex: [UUID: Int] = [:]
    private var openingIndex: [UUID: Int] = [:]

    /// - Parameters:
    ///   - candidates: the id of the first alert that each key opens, if it does: its row of `open_alert` has it.
    init(
        _ submissions: [RoutedSubmission], state: AlertState, candidates: [AlertKey: UUID],
        organisation: OrganisationConfiguration, at time: Date
    ) {
        self.organisation = organisation
        self.time = time
        claimedIDs = state.openIDs
        openIDs = state.openIDs
        incidents = state.incidents.mapValues(\.id)
        open = state.open
        var candidates = candidates
        receipts.reserveCapacity(submissions.count)
        for routed in submissions {
            let submission = routed.submission
            receipts.append(
                zip(submission.alerts.alerts, routed.decisions).map { alert, decision in
                    let key = AlertKey(source: submission.source, key: alert.dedupKey)
                    guard let decision else { return resolved(key, cause: submission.trace) }
                    return opened(alert, decision, key, cause: submission.trace, candidates: &candidates)
                })
        }
    }

    /// The open alert of a key after the batch; `nil` for none.
    func openID(of key: AlertKey) -> UUID? { openIDs[key] }

    /// The open alert of a key, when it is another than its row of `open_alert` says since it was claimed.
    func replacement(of key: AlertKey, claimedWith candidate: UUID) -> UUID? {
        guard let id = openIDs[key], id != claimedIDs[key] ?? candidate else { return nil }
        return id
    }

    private mutating func opened(
        _ alert: NormalisedAlert, _ decision: RoutingDecision, _ key: AlertKey, cause: String?,
        candidates: inout [AlertKey: UUID]
    ) -> AlertReceipt {
        var former: Int64?
        if let id = openIDs[key] {
            guard let known = open[id], let incident = known.incident, let closedAt = incident.closedAt,
                Recurrence(alert, decision, after: known, closedAt: closedAt, at: time) == .anew
            else {
                said(alert, decision, again: id, source: key.source, cause: cause)
                return AlertReceipt(id: id, dedupKey: alert.dedupKey, deduplicated: true)
            }
            // People closed the incident: what fires now is a new occurrence, and the former one is over.
            resolutions.append(Resolution(id: id, key: key, cause: cause))
            former = incident.number
        }
        let id = candidates.removeValue(forKey: key) ?? .v7()
        var new = NewAlert(
            id: id, source: key.source, alert: alert, decision: decision, joins: false, cause: cause, former: former)
        attach(&new)
        openIDs[key] = id
        newIndex[id] = newAlerts.count
        newAlerts.append(new)
        return AlertReceipt(id: id, dedupKey: alert.dedupKey, deduplicated: false)
    }

    /// Counts an alert that is open. Its severity is the newest; when it got worse and has no incident, the routes
    /// decide again. What falls is shown, and takes no incident away.
    private mutating func said(
        _ alert: NormalisedAlert, _ decision: RoutingDecision, again id: UUID, source: String, cause: String?
    ) {
        if let index = newIndex[id] {
            let isWorse = newAlerts[index].alert.severity < alert.severity
            newAlerts[index].count += 1
            newAlerts[index].alert.severity = alert.severity
            guard isWorse, newAlerts[index].incident == nil else { return }
            newAlerts[index].decision = decision
            var new = newAlerts[index]
            attach(&new)
            newAlerts[index] = new
            return
        }
        repeats[id, default: 0] += 1
        guard let known = open[id] else { return }
        if let incident = known.incident, let closedAt = incident.closedAt, known.lastAt <= closedAt {
            lingering.append((incident.id, source, alert.title))
            open[id]?.lastAt = time
        }
        guard known.severity != alert.severity else { return }
        severities[id] = alert.severity
        open[id]?.severity = alert.severity
        guard known.severity < alert.severity, known.incident == nil else { return }
        var worse = NewAlert(id: id, source: source, alert: alert, decision: decision, joins: false, cause: cause)
        attach(&worse)
        rerouted.removeAll { $0.id == id }
        rerouted.append(worse)
        open[id]?.outcome = worse.outcome
        open[id]?.incident = worse.incident.map { AlertState.OpenIncident(id: $0) }
    }

    /// Finds the incident of an alert, or plans one.
    private mutating func attach(_ new: inout NewAlert) {
        guard let plan = new.decision.plan, let route = new.decision.route else { return }
        let group = new.alert.incidentKey.map { AlertKey(source: new.source, key: $0) }
        if let group, let incident = incidents[group] {
            new.joins = true
            new.incident = incident
            if let index = openingIndex[incident] {
                openings[index].opening.alertCount += 1
            } else {
                joined[incident, default: 0] += 1
            }
            return
        }
        guard
            let draft = IncidentDraft(
                new.alert, source: new.source, plan: plan, route: route, after: new.former, in: organisation)
        else { return }
        var opening = IncidentOpening(draft, in: organisation, at: time)
        opening.alertCount = 1
        new.incident = opening.id
        openingIndex[opening.id] = openings.count
        openings.append((opening, new.cause))
        if let group {
            incidents[group] = opening.id
            groups[group] = opening.id
        }
    }

    private mutating func resolved(_ key: AlertKey, cause: String?) -> AlertReceipt {
        guard let id = openIDs.removeValue(forKey: key) else {
            return AlertReceipt(id: nil, dedupKey: key.key, deduplicated: false)
        }
        if let index = newIndex[id] {
            newAlerts[index].isResolved = true
        } else {
            resolutions.append(Resolution(id: id, key: key, cause: cause))
        }
        return AlertReceipt(id: id, dedupKey: key.key, deduplicated: true)
    }
}
