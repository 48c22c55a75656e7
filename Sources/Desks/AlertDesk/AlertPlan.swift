import Encodings
import FoundationEssentials
import Incident
import Organisation
import IncidentDesk
import Pacing
import PlaybookDesk
import PlaybookStore

/// What a batch of alerts comes to, decided in the order of their arrival from what was open before: new alerts, counts
/// of those that are open, resolutions, and incidents that are opened or joined.
struct AlertPlan: Sendable {
    private(set) var newAlerts: [NewAlert] = []
    /// What was said again of alerts that were open before.
    private(set) var repeats: [UUID: AlertRepetition] = [:]
    /// Alerts that were open before without an incident, and got worse or are held back no more: the routes decided again.
    private(set) var rerouted: [NewAlert] = []
    /// Alerts that were held back, and are over now or routed.
    private(set) var released: [UUID] = []
    private(set) var resolutions: [AlertResolution] = []
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
    /// How bad the worst alert of incidents is now, where it is worse than before.
    private(set) var worst: [UUID: AlertSeverity] = [:]
    /// Incidents that page again, since alerts joined them.
    private(set) var rejoined: [UUID: Rejoined] = [:]
    /// Incidents that were at rest, and fire again.
    private(set) var restless: [UUID: OpenIncident] = [:]
    /// For each request, what became of its alerts.
    private(set) var receipts: [[AlertReceipt]] = []
    /// Routes that opened incidents although it is not known how many they opened: nothing of it may be written.
    private(set) var uncounted: Set<String> = []

    let organisation: OrganisationConfiguration
    let time: Date
    /// The current versions of the playbooks that routes name; `nil` when nobody looked, and each counts as there.
    let playbooks: [String: PlaybookVersion]?
    private let claimedIDs: [AlertKey: UUID]
    private var openIDs: [AlertKey: UUID]
    private var incidents: [AlertKey: OpenIncident]
    private let formerLoads: [String: RouteLoad]
    private var loads: [String: RouteLoad]
    /// The incidents that were there before.
    let known: [UUID: OpenIncident]
    /// What is known of alerts that were open before; kept as the batch has them.
    private(set) var open: [UUID: AlertState.Open]
    /// How many alerts of an incident fire, of incidents of which that is known.
    private var firing: [UUID: Int]
    /// The rule that decided about the last alert of an incident that was resolved.
    private(set) var lastRule: [UUID: String] = [:]
    private var newIndex: [UUID: Int] = [:]
    private var openingIndex: [UUID: Int] = [:]
    /// How many alerts the body that is being decided lacks.
    private var omittedHere: Int?
    /// Whether what is being decided was said before, and held back.
    private var isRecovery = false

    /// - Parameters:
    ///   - candidates: the id of the first alert that each key opens, if it does: its row of `open_alert` has it.
    init(
        _ submissions: [RoutedSubmission], state: AlertState, candidates: [AlertKey: UUID],
        organisation: OrganisationConfiguration, at time: Date
    ) {
        self.organisation = organisation
        self.time = time
        playbooks = state.playbooks
        claimedIDs = state.openIDs
        openIDs = state.openIDs
        incidents = state.incidents
        open = state.open
        known = Dictionary(state.knownIncidents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        formerLoads = state.loads
        loads = state.loads
        firing = state.standings.mapValues(\.firing)
        var candidates = candidates
        receipts.reserveCapacity(submissions.count)
        for routed in submissions {
            let submission = routed.submission
            omittedHere = submission.alerts.omitted
            isRecovery = submission.isRecovery
            receipts.append(
                zip(submission.alerts.alerts, routed.decisions).map { alert, decision in
                    let key = AlertKey(source: submission.owner, key: alert.dedupKey)
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

    /// How often routes are asked for incidents now, of those that were asked.
    var changedLoads: [String: RouteLoad] { loads.filter { formerLoads[$0.key] != $0.value } }

    private mutating func opened(
        _ alert: NormalisedAlert, _ decision: RoutingDecision, _ key: AlertKey, cause: String?,
        candidates: inout [AlertKey: UUID]
    ) -> AlertReceipt {
        var former: OpenIncident?
        if alert.dueUnder != nil { return due(alert, decision, key, cause: cause) }
        if let id = openIDs[key] {
            guard let known = open[id], let incident = known.incident, let closedAt = incident.closedAt,
                Recurrence(alert, decision, after: known, closedAt: closedAt, at: time) == .anew
            else {
                said(alert, decision, again: id, source: key.source, cause: cause)
                return AlertReceipt(id: id, dedupKey: alert.dedupKey, deduplicated: true)
            }
            // People closed the incident: what fires now is a new occurrence, and the former one is over.
            resolutions.append(AlertResolution(id: id, key: key, cause: cause))
            former = incident
        }
        if isRecovery { return AlertReceipt(id: nil, dedupKey: alert.dedupKey, deduplicated: false) }
        let id = candidates.removeValue(forKey: key) ?? .v7()
        var new = NewAlert(
            id: id, source: key.source, alert: alert, decision: decision, joins: false, cause: cause, former: former)
        attach(&new)
        openIDs[key] = id
        newIndex[id] = newAlerts.count
        newAlerts.append(new)
        return AlertReceipt(id: id, dedupKey: alert.dedupKey, deduplicated: false)
    }

    /// Opens or joins an incident for an alert that was waited with and is still there.
    private mutating func due(
        _ alert: NormalisedAlert, _ decision: RoutingDecision, _ key: AlertKey, cause: String?
    ) -> AlertReceipt {
        let receipt = AlertReceipt(id: openIDs[key], dedupKey: key.key, deduplicated: true)
        guard let id = openIDs[key], let known = open[id], known.isWaiting else { return receipt }
        decide(
            again: NewAlert(id: id, source: key.source, alert: alert, decision: decision, joins: false, cause: cause))
        return receipt
    }

    /// Decides about an open alert without incident.
    private mutating func decide(again alert: NewAlert) {
        var alert = alert
        attach(&alert)
        rerouted.removeAll { $0.id == alert.id }
        rerouted.append(alert)
        open[alert.id]?.outcome = alert.outcome
        open[alert.id]?.route = alert.decision.route
        open[alert.id]?.isWaiting = alert.waitsUntil != nil
        open[alert.id]?.incident = alert.incident.map { known[$0] ?? OpenIncident(id: $0) }
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
            if newAlerts[index].isTriggered, newAlerts[index].decision.route == decision.route { return }
            newAlerts[index].decision = decision
            var new = newAlerts[index]
            attach(&new)
            newAlerts[index] = new
            return
        }
        if !isRecovery { count(alert, again: id) }
        guard let known = open[id] else { return }
        open[id]?.title = alert.title
        open[id]?.severity = alert.severity
        if let incident = known.incident {
            if let closedAt = incident.closedAt {
                linger(alert, source: source, since: closedAt, known, id)
            } else {
                if known.severity != alert.severity {
                    let mention = AlertNews.Mention(source: source, severity: alert.severity, title: alert.title)
                    news[incident.id, default: AlertNews()].changed.append((mention, known.severity))
                    if let rule = decision.rule, decision.plan != nil {
                        _ = judge(mention, in: incident, by: rule, joins: false)
                    }
                }
                takeAlong(alert, decision, source: source, to: incident)
            }
            return
        }
        let wasSilenced = known.outcome == .silenced
        // A playbook is at it already: only another route has something else done.
        if known.outcome == .playbook, known.route == decision.route { return }
        guard known.severity < alert.severity || wasSilenced && (isRecovery || decision.hold == nil) else { return }
        if wasSilenced, decision.hold == nil { released.append(id) }
        decide(
            again: NewAlert(
                id: id, source: source, alert: alert, decision: decision, joins: false, wasSilenced: wasSilenced,
                cause: cause))
    }

    private mutating func count(_ alert: NormalisedAlert, again id: UUID) {
        repeats[id, default: AlertRepetition(times: 0, alert: alert)].times += 1
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
        _ alert: NormalisedAlert, _ decision: RoutingDecision, source: String, to incident: OpenIncident
    ) {
        note(omittedFrom: incident, source: source)
        guard decision.plan != nil, alert.groupKey != nil, decision.rule?.grouping.labels.isEmpty == true,
            let group = decision.group(of: alert, from: source), incidents[group] == nil
        else { return }
        incidents[group] = incident
        groups[group] = incident.id
    }

    // MARK: Incidents

    /// Finds the incident of an alert, or plans one.
    private mutating func attach(_ new: inout NewAlert) {
        (new.isTriggered, new.start) = (false, nil)
        guard let plan = new.decision.plan, let rule = new.decision.rule else { return }
        let group = new.decision.group(of: new.alert, from: new.source)
        if new.decision.trigger == nil, takeIn(&new, group, rule) { return }
        if rule.patience.wait > .zero, new.alert.dueUnder == nil, !new.wasSilenced {
            new.waitsUntil = time + rule.patience.wait.seconds
            return
        }
        new.waitsUntil = nil
        if let trigger = new.decision.trigger {
            start(trigger, for: &new)
            if new.isTriggered || takeIn(&new, group, rule) { return }
        }
        guard
            let draft = IncidentDraft(
                new.alert, source: new.source, plan: plan, route: rule.name, after: new.former?.number,
                isDrill: Drill.unmarked(new.source) != nil, in: organisation, at: time)
        else { return }
        let incident: OpenIncident
        switch place(under: rule) {
        case .own:
            incident = open(draft, for: &new)
        case .newStorm:
            new.isOfStorm = true
            incident = open(draft.ofStorm(of: rule), for: &new)
            loads[rule.name]?.begin(incident)
        case .storm(let storm):
            new.isOfStorm = true
            incident = storm.incident
            join(&new, incident)
            news[incident.id, default: AlertNews()].count(inStorm: storm.alerts, from: new.source)
        }
        if let group {
            incidents[group] = incident
            groups[group] = incident.id
        }
    }

    /// Has an alert join the open incident of its group.
    private mutating func takeIn(_ new: inout NewAlert, _ group: AlertKey?, _ rule: Route) -> Bool {
        guard let group, let incident = incidents[group], rule.grouping.takes(into: incident, at: time) else {
            return false
        }
        news[incident.id, default: AlertNews()].joined.append(new.mention)
        new.joining = judge(new.mention, in: incident, by: rule, joins: true)
        join(&new, incident)
        return true
    }

    private mutating func place(under rule: Route) -> RouteLoad.Place {
        guard let place = loads[rule.name]?.ask(rule.limit, rule.grouping) else {
            uncounted.insert(rule.name)
            return .own
        }
        return place
    }

    private mutating func join(_ new: inout NewAlert, _ incident: OpenIncident) {
        if incident.restedAt != nil { restless[incident.id] = incident }
        new.joins = true
        new.incident = incident.id
        firing[incident.id]? += 1
        note(omittedFrom: incident, source: new.source)
        if let index = openingIndex[incident.id] {
            openings[index].opening.alertCount += 1
            openings[index].opening.worstAlert = max(openings[index].opening.worstAlert ?? .info, new.alert.severity)
        } else {
            joined[incident.id, default: 0] += 1
            note(new.alert.severity, in: incident)
        }
    }

    /// What the route of an alert says about paging for it again, of an alert that joins an incident or is there and got
    /// worse. A storm pages once, and an incident that opens in this batch pages anyway.
    private mutating func judge(
        _ alert: AlertNews.Mention, in incident: OpenIncident, by rule: Route, joins: Bool
    ) -> JoinVerdict? {
        guard openingIndex[incident.id] == nil else { return nil }
        let verdict = JoinVerdict(
            of: alert.severity, into: incident, worst: worst[incident.id] ?? incident.worst, by: rule.joining,
            joins: joins)
        note(alert.severity, in: incident)
        if verdict.pagesAgain { rejoined[incident.id, default: Rejoined(rule)].add(alert, joins: joins) }
        return verdict
    }

    /// Remembers how bad the worst alert of an incident is, when it is worse than those before.
    private mutating func note(_ severity: AlertSeverity, in incident: OpenIncident) {
        if let seen = worst[incident.id] ?? incident.worst, seen >= severity { return }
        worst[incident.id] = severity
    }

    private mutating func open(_ draft: IncidentDraft, for new: inout NewAlert) -> OpenIncident {
        var opening = IncidentOpening(draft, in: organisation, at: time)
        opening.alertCount = 1
        opening.worstAlert = new.alert.severity
        new.incident = opening.id
        firing[opening.id] = 1
        openingIndex[opening.id] = openings.count
        openings.append((opening, new.cause))
        let incident = OpenIncident(id: opening.id, openedAt: time)
        note(omittedFrom: incident, source: new.source)
        return incident
    }

    /// Remembers how many alerts of its group the body lacks, when that is another number than before.
    private mutating func note(omittedFrom incident: OpenIncident, source: String) {
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
            tell(
                newAlerts[index].mention, isOverIn: newAlerts[index].incident.map { known[$0] ?? .init(id: $0) },
                by: newAlerts[index].decision.route)
        } else {
            resolutions.append(AlertResolution(id: id, key: key, cause: cause))
            if let known = open[id] {
                if known.outcome == .silenced { released.append(id) }
                tell(
                    .init(source: key.source, severity: known.severity, title: known.title),
                    isOverIn: known.incident, by: known.route)
            }
        }
        return AlertReceipt(id: id, dedupKey: key.key, deduplicated: true)
    }

    private mutating func tell(
        _ mention: AlertNews.Mention, isOverIn incident: OpenIncident?, by route: String?
    ) {
        guard let incident else { return }
        lastRule[incident.id] = route
        firing[incident.id]? -= 1
        news[incident.id, default: AlertNews()].resolved.append(mention)
        note(omittedFrom: incident, source: mention.source)
    }
}
