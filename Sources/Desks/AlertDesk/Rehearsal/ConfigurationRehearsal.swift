import FoundationEssentials
public import Organisation

/// Alerts that came, through the configuration in force and through another one at once: what would be otherwise. It keeps
/// what is open, counts, and a few examples.
public struct ConfigurationRehearsal: Sendable {
    /// An alert that reached somebody and would reach nobody.
    public struct Example: Sendable, Hashable {
        /// The alert.
        public var alert: PastAlert
        /// Why it would not, in words for people.
        public var reason: String
    }

    /// What of the report is not of one configuration alone.
    public struct Differences: Sendable {
        /// Alerts that were looked at.
        public internal(set) var alerts = 0
        /// Alerts that open an incident by the new configuration, and did not by the old one.
        public internal(set) var more = 0
        /// Alerts that opened one by the old configuration, and do not by the new one.
        public internal(set) var fewer = 0
        /// Alerts that reach nobody by the configuration in force, and by the other one.
        public internal(set) var nobody = (now: 0, then: 0)
        /// Alerts that reach somebody by the configuration in force, and nobody by the other one.
        public internal(set) var lost = 0
        /// The first of ``lost``, at most 20.
        public internal(set) var examples: [Example] = []
    }

    /// What is not of one configuration alone.
    public private(set) var differences = Differences()
    private var now: Rehearsal
    private var then: Rehearsal
    private let organisation: OrganisationConfiguration
    /// What one of the two has decided, and the other has not yet.
    private var open: [UUID: (now: RehearsedFate?, then: RehearsedFate?)] = [:]

    /// - Parameters:
    ///   - now: the configuration in force; one that says nothing when none is.
    ///   - then: the one that is rehearsed.
    ///   - answeredAfter: how long it takes until somebody answers a page.
    public init(
        from now: OrganisationConfiguration, to then: OrganisationConfiguration, answeredAfter: Duration = .zero
    ) {
        organisation = then
        self.now = Rehearsal(now, answeredAfter: answeredAfter)
        self.then = Rehearsal(then, answeredAfter: answeredAfter)
    }

    /// Takes the next alert, in the order in which they came.
    public mutating func take(_ alert: PastAlert) {
        differences.alerts += 1
        for (alert, fate) in now.take(alert) { note(alert, now: fate) }
        for (alert, fate) in then.take(alert) { note(alert, then: fate) }
    }

    /// Ends the rehearsal.
    public mutating func finish() {
        for (alert, fate) in now.finish() { note(alert, now: fate) }
        for (alert, fate) in then.finish() { note(alert, then: fate) }
    }

    /// Incidents by the configuration in force, and by the other one.
    public var incidents: (now: Int, then: Int) { (now.incidents, then.incidents) }
    /// Storms among them.
    public var storms: (now: Int, then: Int) { (now.storms, then.storms) }

    /// Who is paged how often by either, by mail address.
    public var pages: [(person: String, now: RehearsedPages.Count, then: RehearsedPages.Count)] {
        let (now, then) = (now.pages.people, then.pages.people)
        return Set(now.keys).union(then.keys).map { ($0, now[$0] ?? .init(), then[$0] ?? .init()) }
            .sorted { ($1.2.all, $1.1.all, $0.0) < ($0.2.all, $0.1.all, $1.0) }
    }

    /// The routes of the new configuration that ask for labels which stored alerts do not have: they match none here.
    public var unjudgedRoutes: [String] {
        organisation.routes.filter { !$0.match.routeLabels.isEmpty }.map(\.name)
    }

    private mutating func note(_ alert: PastAlert, now: RehearsedFate? = nil, then: RehearsedFate? = nil) {
        let known = open.removeValue(forKey: alert.id)
        guard let before = now ?? known?.now, let after = then ?? known?.then else {
            open[alert.id] = (now ?? known?.now, then ?? known?.then)
            return
        }
        if after.opensIncident, !before.opensIncident { differences.more += 1 }
        if before.opensIncident, !after.opensIncident { differences.fewer += 1 }
        if before.reachesNobody { differences.nobody.now += 1 }
        guard after.reachesNobody else { return }
        differences.nobody.then += 1
        guard !before.reachesNobody else { return }
        differences.lost += 1
        guard differences.examples.count < 20 else { return }
        differences.examples.append(Example(alert: alert, reason: reason(alert, after)))
    }

    private func reason(_ past: PastAlert, _ fate: RehearsedFate) -> String {
        switch fate {
        case .opened, .joined: return "its incident pages nobody"
        case .kept(let route): return "route \(route) stores it without an incident"
        case .quiet, .waitedOut: return ""
        case .unrouted:
            let nearest = organisation.nearestRoute(
                source: past.source, severity: past.alert.severity, labels: past.alert.labels)
            return nearest.map {
                "no route takes it; the nearest is \($0.route.name): \($0.misses.map(\.text).joined(separator: "; "))"
            } ?? "no route takes it"
        }
    }
}
