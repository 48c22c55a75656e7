import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import Organisation
import Pacing

/// What a configuration would have made of alerts that came: routes, groups, waiting, limits and joining decide as for any
/// alert, by the alerts' own times.
///
/// What people would have done is not known. Somebody answers after a time that is given; an incident is closed when that of
/// its first alert really was, and else takes alerts until its window ends. It keeps what is open then, and nothing else.
struct Rehearsal: Sendable {
    private struct Rehearsed: Sendable {
        var row: OpenIncident
        var firing = 0
        var words: RehearsedPages.Words
        var groups: [AlertKey] = []
        var reaches: Bool
        var pagedAt: Date
    }

    private enum Later: Sendable {
        case decide(PastAlert, isLate: Bool)
        case end(UUID, Duration)
        case forget(UUID, restedAt: Date)
        case close(UUID)
    }

    private(set) var incidents = 0
    private(set) var storms = 0
    private(set) var pages: RehearsedPages
    /// What became of alerts, since it was taken away last.
    private var decided: [(alert: PastAlert, fate: RehearsedFate)] = []

    private let organisation: OrganisationConfiguration
    private var later = MomentQueue<Later>()
    private var open: [UUID: Rehearsed] = [:]
    private var groups: [AlertKey: UUID] = [:]
    private var loads: [String: RouteLoad] = [:]

    init(_ organisation: OrganisationConfiguration, answeredAfter: Duration) {
        self.organisation = organisation
        pages = RehearsedPages(organisation, answeredAfter: answeredAfter)
    }

    /// Takes the next alert; none may have come before the one before it.
    /// - Returns: what became of alerts until then.
    mutating func take(_ alert: PastAlert) -> [(alert: PastAlert, fate: RehearsedFate)] {
        run(until: alert.firstAt)
        decide(alert, isLate: false, at: alert.firstAt)
        return taken()
    }

    /// What becomes of the alerts that are waited with, or held back by a window, at the end.
    mutating func finish() -> [(alert: PastAlert, fate: RehearsedFate)] {
        run(until: .distantFuture)
        return taken()
    }

    private mutating func taken() -> [(alert: PastAlert, fate: RehearsedFate)] {
        defer { decided.removeAll(keepingCapacity: true) }
        return decided
    }

    private mutating func run(until time: Date) {
        while let (moment, event) = later.next(until: time) {
            switch event {
            case .decide(let alert, let isLate): decide(alert, isLate: isLate, at: moment)
            case .end(let id, let window): end(id, window, at: moment)
            case .forget(let id, let restedAt): if open[id]?.row.restedAt == restedAt { forget(id) }
            case .close(let id): forget(id)
            }
        }
    }

    /// - Parameter isLate: whether it was waited with, or held back by a window.
    private mutating func decide(_ past: PastAlert, isLate: Bool, at time: Date) {
        if past.isSilenced { return decided.append((past, .quiet)) }
        if !organisation.maintenance.isEmpty,
            let hold = AlertHolds([], in: organisation, at: time).hold(past.alert, from: past.source)
        {
            return putOff(past, until: hold.until, orElse: .quiet)
        }
        let decision = RoutingDecision(past.alert, source: past.source, in: organisation)
        guard let rule = decision.rule else { return decided.append((past, .unrouted)) }
        guard decision.plan != nil else { return decided.append((past, .kept(route: rule.name))) }
        let plan = plan(past, decision, rule, isLate: isLate, at: time)
        guard let new = plan.newAlerts.first else { return }
        if let until = new.waitsUntil { return putOff(past, until: until, orElse: .waitedOut) }
        loads.merge(plan.changedLoads) { $1 }
        guard let id = new.incident else { return decided.append((past, .kept(route: rule.name))) }
        if let (opening, _) = plan.openings.first { open(opening, for: past, at: time) }
        join(id, plan, past, rule, at: time)
        decided.append((past, new.joins ? .joined(reaches: reaches(id)) : .opened(reaches: reaches(id))))
    }

    private mutating func putOff(_ past: PastAlert, until time: Date, orElse fate: RehearsedFate) {
        if let end = past.endedAt, end <= time { return decided.append((past, fate)) }
        later.add(.decide(past, isLate: true), at: time)
    }

    /// What intake would decide of it, from what is open.
    private func plan(
        _ past: PastAlert, _ decision: RoutingDecision, _ rule: Route, isLate: Bool, at time: Date
    ) -> AlertPlan {
        var state = AlertState()
        if let group = decision.group(of: past.alert, from: past.source), let id = groups[group] {
            state.incidents[group] = open[id]?.row
        }
        var load = loads[rule.name] ?? RouteLoad(now: time)
        load.now = time
        if let storm = load.storm, open[storm.incident.id] == nil { load.storm = nil }
        state.loads[rule.name] = load
        var submission = RoutedSubmission(past, decision)
        if isLate { submission = submission.withoutWaiting }
        return AlertPlan(
            [submission], state: state,
            candidates: [AlertKey(source: past.source, key: past.alert.dedupKey): past.id], organisation: organisation,
            at: time)
    }

    private mutating func open(_ opening: IncidentOpening, for past: PastAlert, at time: Date) {
        incidents += 1
        if opening.draft.storm != nil { storms += 1 }
        let words = RehearsedPages.Words(opening)
        var row = OpenIncident(id: opening.id, openedAt: time)
        row.isStorm = opening.draft.storm != nil
        open[opening.id] = Rehearsed(row: row, words: words, reaches: pages.page(words, at: time), pagedAt: time)
        if let closed = past.incidentClosedAt, closed > time { later.add(.close(opening.id), at: closed) }
    }

    private mutating func join(_ id: UUID, _ plan: AlertPlan, _ past: PastAlert, _ rule: Route, at time: Date) {
        guard var incident = open[id] else { return }
        incident.firing += 1
        incident.row.restedAt = nil
        incident.row.worst = max(incident.row.worst ?? .info, past.alert.severity)
        for group in plan.groups.keys where groups[group] != id { incident.groups.append(group) }
        // While the page before goes out still, this alert is one with it.
        if plan.rejoined[id] != nil, incident.pagedAt <= time {
            incident.pagedAt = max(time, incident.pagedAt + rule.joining.grace.seconds)
            incident.reaches = pages.page(incident.words, at: incident.pagedAt) || incident.reaches
        }
        open[id] = incident
        groups.merge(plan.groups) { $1 }
        if let end = past.endedAt { later.add(.end(id, rule.grouping.regroupWindow), at: max(end, time)) }
    }

    private func reaches(_ id: UUID) -> Bool { open[id]?.reaches ?? false }

    private mutating func end(_ id: UUID, _ window: Duration, at time: Date) {
        guard open[id] != nil else { return }
        open[id]?.firing -= 1
        guard open[id]?.firing == 0 else { return }
        open[id]?.row.restedAt = time
        later.add(.forget(id, restedAt: time), at: time + window.seconds)
    }

    private mutating func forget(_ id: UUID) {
        guard let incident = open.removeValue(forKey: id) else { return }
        for group in incident.groups where groups[group] == id { groups[group] = nil }
    }
}
