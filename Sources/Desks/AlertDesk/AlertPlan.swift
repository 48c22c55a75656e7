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
        var former: AlertState.OpenIncident?

        var mention: AlertNews.Mention { .init(source: source, severity: alert.severity, title: alert.title) }
    }

    /// An alert that was open before and is over: resolved, or fired anew after its incident was closed.
    struct Resolution: Sendable {
        var id: UUID
        var key: AlertKey
        var cause: String?
    }

    /// What was said again of an alert that was open before.
    struct Repetition: Sendable {
        var times: Int
        /// The newest word.
        var alert: NormalisedAlert
    }

    private(set) var newAlerts: [NewAlert] = []
    /// What was said again of alerts that were open before.
    private(set) var repeats: [UUID: Repetition] = [:]
    /// Alerts that were open before without an incident, and got worse: the routes decided again.
    private(set) var rerouted: [NewAlert] = []
    private(set) var resolutions: [Resolution] = []
    /// Incidents to be opened, with the `traceparent` of what led to each.
    private(set) var openings: [(opening: IncidentOpening, cause: String?)] = []
    /// New alerts of incidents that were open before.
    private(set) var joined: [UUID: Int] = [:]
    /// The groups whose incident is another one now.
    private(set) var groups: [AlertKey: UUID] = [:]
    /// What the timelines of incidents tell.
    private(set) var news: [UUID: AlertNews] = [:]
    /// How many alerts of an incident their sender leaves out, where that changed.
    private(set) var omitted: [UUID: Int] = [:]
    /// For each request, what became of its alerts.
    private(set) var receipts: [[AlertReceipt]] = []

    private let organisation: OrganisationConfiguration
    private let time: Date
    private let claimedIDs: [AlertKey: UUID]
    private var openIDs: [AlertKey: UUID]
    private var incidents: [AlertKey: AlertState.OpenIncident]
    /// The incidents that were there before.
    private let known: [UUID: AlertState.OpenIncident]
    /// What is known of alerts that were open before; kept as the batch has them.
    private(set) var open: [UUID: AlertState.Open]
    /// How many alerts of an incident fire, of incidents of which that is known.
    private var firing: [UUID: Int]
    private var newIndex: [UUID: Int] = [:]
    private var openingIndex: [UUID: Int] = [:]
    /// How many alerts the body that is being decided lacks.
    private var omittedHere: Int?

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
        incidents = state.incidents
        open = state.open
        known = Dictionary(
            (state.open.values.compactMap(\.incident) + state.incidents.values).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        firing = state.standings.mapValues(\.firing)
        var candidates = candidates
        receipts.reserveCapacity(submissions.count)
        for routed in submissions {
            let submission = routed.submission
            omittedHere = submission.alerts.omitted
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

    /// Whether the last alert of an incident that fired is over by this batch, as far as is known here.
    func isQuiet(_ incident: UUID) -> Bool {
        firing[incident] == 0 && news[incident]?.resolved.isEmpty == false
    }

    /// As ``isQuiet(_:)``, and their sender leaves out none: nothing of it fires any more.
    func isAtRest(_ incident: UUID) -> Bool {
        isQuiet(incident) && (omitted[incident] ?? known[incident]?.omitted ?? 0) == 0
    }

    /// The open incidents that came to rest, in the order of their ids.
    var atRest: [UUID] { news.keys.filter { isAtRest($0) && known[$0]?.closedAt == nil }.sorted() }

    /// The numbers of incidents that were there before.
    var incidentNumbers: [UUID: Int64] { known.compactMapValues(\.number) }

    private mutating func opened(
        _ alert: NormalisedAlert, _ decision: RoutingDecision, _ key: AlertKey, cause: String?,
        candidates: inout [AlertKey: UUID]
    ) -> AlertReceipt {
        var former: AlertState.OpenIncident?
        if let id = openIDs[key] {
            guard let known = open[id], let incident = known.incident, let closedAt = incident.closedAt,
                Recurrence(alert, decision, after: known, closedAt: closedAt, at: time) == .anew
            else {
                said(alert, decision, again: id, source: key.source, cause: cause)
                return AlertReceipt(id: id, dedupKey: alert.dedupKey, deduplicated: true)
            }
            // People closed the incident: what fires now is a new occurrence, and the former one is over.
            resolutions.append(Resolution(id: id, key: key, cause: cause))
            former = incident
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

    // MARK: Repetitions

    /// Counts an alert that is open. It is as its sender said it last; when it got worse and has no incident, the routes
    /// decide again. What falls is shown, and takes no incident away.
    private mutating func said(
        _ alert: NormalisedAlert, _ decision: RoutingDecision, again id: UUID, source: String, cause: String?
    ) {
        if let index = newIndex[id] {
            let isWorse = newAlerts[index].alert.severity < alert.severity
            newAlerts[index].count += 1
            newAlerts[index].alert.update(from: alert)
            if let incident = newAlerts[index].incident {
                takeAlong(alert, decision, source: source, to: known[incident] ?? .init(id: incident))
            }
            guard isWorse, newAlerts[index].incident == nil else { return }
            newAlerts[index].decision = decision
            var new = newAlerts[index]
            attach(&new)
            newAlerts[index] = new
            return
        }
        count(alert, again: id)
        guard let known = open[id] else { return }
        open[id]?.title = alert.title
        open[id]?.severity = alert.severity
        if let incident = known.incident {
            if let closedAt = incident.closedAt {
                linger(alert, source: source, since: closedAt, known, id)
            } else {
                takeAlong(alert, decision, source: source, to: incident)
            }
            return
        }
        guard known.severity < alert.severity else { return }
        var worse = NewAlert(id: id, source: source, alert: alert, decision: decision, joins: false, cause: cause)
        attach(&worse)
        rerouted.removeAll { $0.id == id }
        rerouted.append(worse)
        open[id]?.outcome = worse.outcome
        open[id]?.incident = worse.incident.map { AlertState.OpenIncident(id: $0) }
    }

    private mutating func count(_ alert: NormalisedAlert, again id: UUID) {
        repeats[id, default: Repetition(times: 0, alert: alert)].times += 1
        repeats[id]?.alert.update(from: alert)
    }

    /// Tells once that an alert goes on although its incident was closed.
    private mutating func linger(
        _ alert: NormalisedAlert, source: String, since closedAt: Date, _ known: AlertState.Open, _ id: UUID
    ) {
        guard known.lastAt <= closedAt, let incident = known.incident else { return }
        news[incident.id, default: AlertNews()].lingering.append(
            .init(source: source, severity: alert.severity, title: alert.title))
        open[id]?.lastAt = time
    }

    /// An alert that comes under another group (Alertmanager makes a new key when somebody edits a matcher of its route)
    /// takes that group along into its incident.
    private mutating func takeAlong(
        _ alert: NormalisedAlert, _ decision: RoutingDecision, source: String, to incident: AlertState.OpenIncident
    ) {
        note(omittedFrom: incident, source: source)
        guard decision.plan != nil, alert.groupKey != nil, let key = alert.incidentKey else { return }
        let group = AlertKey(source: source, key: key)
        guard incidents[group] == nil else { return }
        incidents[group] = incident
        groups[group] = incident.id
    }

    // MARK: Incidents

    /// Finds the incident of an alert, or plans one.
    private mutating func attach(_ new: inout NewAlert) {
        guard let plan = new.decision.plan, let route = new.decision.route else { return }
        let group = new.alert.incidentKey.map { AlertKey(source: new.source, key: $0) }
        if let group, let incident = incidents[group] {
            new.joins = true
            new.incident = incident.id
            firing[incident.id]? += 1
            news[incident.id, default: AlertNews()].joined.append(new.mention)
            note(omittedFrom: incident, source: new.source)
            if let index = openingIndex[incident.id] {
                openings[index].opening.alertCount += 1
            } else {
                joined[incident.id, default: 0] += 1
            }
            return
        }
        guard
            let draft = IncidentDraft(
                new.alert, source: new.source, plan: plan, route: route, after: new.former?.number, in: organisation,
                at: time)
        else { return }
        var opening = IncidentOpening(draft, in: organisation, at: time)
        opening.alertCount = 1
        new.incident = opening.id
        firing[opening.id] = 1
        openingIndex[opening.id] = openings.count
        openings.append((opening, new.cause))
        let incident = AlertState.OpenIncident(id: opening.id)
        note(omittedFrom: incident, source: new.source)
        if let group {
            incidents[group] = incident
            groups[group] = opening.id
        }
    }

    /// Remembers how many alerts of its group the body lacks, when that is another number than before.
    private mutating func note(omittedFrom incident: AlertState.OpenIncident, source: String) {
        guard let count = omittedHere, count != omitted[incident.id] ?? incident.omitted else { return }
        omitted[incident.id] = count
        news[incident.id, default: AlertNews()].omitted = (source, count)
    }

    private mutating func resolved(_ key: AlertKey, cause: String?) -> AlertReceipt {
        guard let id = openIDs.removeValue(forKey: key) else {
            return AlertReceipt(
                id: nil, dedupKey: key.key, deduplicated: false, note: "nothing was open under this key")
        }
        if let index = newIndex[id] {
            newAlerts[index].isResolved = true
            tell(newAlerts[index].mention, isOverIn: newAlerts[index].incident.map { known[$0] ?? .init(id: $0) })
        } else {
            resolutions.append(Resolution(id: id, key: key, cause: cause))
            if let known = open[id] {
                tell(
                    .init(source: key.source, severity: known.severity, title: known.title), isOverIn: known.incident)
            }
        }
        return AlertReceipt(id: id, dedupKey: key.key, deduplicated: true)
    }

    private mutating func tell(_ mention: AlertNews.Mention, isOverIn incident: AlertState.OpenIncident?) {
        guard let incident else { return }
        firing[incident.id]? -= 1
        news[incident.id, default: AlertNews()].resolved.append(mention)
        note(omittedFrom: incident, source: mention.source)
    }
}
