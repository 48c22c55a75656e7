/// What becomes of an alert in a rehearsal.
enum RehearsedFate: Sendable, Hashable {
    /// It opens an incident; whether anybody is paged for that.
    case opened(reaches: Bool)
    /// It joins an incident, or a storm; whether anybody was paged for that.
    case joined(reaches: Bool)
    /// A silence, or a maintenance window to its end, kept it quiet: somebody wanted that.
    case quiet
    /// It resolved by itself while its route waited with it.
    case waitedOut
    /// No route takes it.
    case unrouted
    /// A route keeps it without an incident, or there is no type, severity or priority for one.
    case kept(route: String)

    /// Whether nobody hears of it, and nobody asked for that.
    var reachesNobody: Bool {
        switch self {
        case .opened(let reaches), .joined(let reaches): !reaches
        case .quiet, .waitedOut: false
        case .unrouted, .kept: true
        }
    }

    var opensIncident: Bool { if case .opened = self { true } else { false } }
}
