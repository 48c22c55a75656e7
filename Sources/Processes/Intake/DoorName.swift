import Environment
import HTTPKit
import HTTPTypes
import IncidentStore

/// What an instance of intake can open. `MUSTER_DOORS` names those that it opens; all of them by default.
enum DoorName: String, Sendable, CaseIterable {
    /// What detectors send to, over HTTP in any format.
    case alerts
    /// `/api/v1`, and the feeds of calendars.
    case api
    /// Pages for people, and the link of a page.
    case console
    /// Alerts and reports by mail, where `MUSTER_SMTP_PORT` says so.
    case mail
    /// What providers tell, at `/hooks/PROVIDER`.
    case hooks
    /// Playbooks and what runs of them, also by AWS Step Functions' protocol at `POST /`.
    case playbooks

    /// The doors that the variable names, separated by commas.
    /// - Throws: `ConfigurationProblem` for a word that is no door, and for none.
    static func open(_ variables: EnvironmentVariables = .process) throws -> Set<DoorName> {
        guard let text = variables.optional("MUSTER_DOORS") else { return Set(allCases) }
        let doors = try text.split(separator: ",").map { word in
            let word = String(word).filter { $0 != " " }
            guard let door = DoorName(rawValue: word) else {
                throw ConfigurationProblem(
                    variable: "MUSTER_DOORS",
                    problem: "`\(word.prefix(40))` is no door; name some of "
                        + allCases.map(\.rawValue).joined(separator: ","))
            }
            return door
        }
        guard !doors.isEmpty else {
            throw ConfigurationProblem(
                variable: "MUSTER_DOORS", problem: "it names no door; leave it out to open all of them")
        }
        return Set(doors)
    }

    /// The door that an endpoint belongs to. Health and metrics are no door: every process has them.
    init(of endpoint: Endpoint) {
        let path = endpoint.path
        func isBelow(_ roots: String...) -> Bool {
            roots.contains { path == $0 || path.hasPrefix("\($0)/") }
        }
        if endpoint.admission == .signature {
            self = .playbooks
        } else if isBelow("/hooks") {
            self = .hooks
        } else if isBelow("/api/v1/playbooks", "/api/v1/executions") {
            self = .playbooks
        } else if Self.takesAlerts(endpoint) || isBelow("/v2", "/generic", "/jsm") {
            self = .alerts
        } else if isBelow("/api", "/oncall") {
            self = .api
        } else {
            self = .console
        }
    }

    private static func takesAlerts(_ endpoint: Endpoint) -> Bool {
        switch endpoint.admission {
        case .key(.alertsWrite, _), .routingKey(.alertsWrite): true
        case .anyone: endpoint.method == .post && endpoint.path.hasPrefix("/api/v1/alerts")
        case .key, .routingKey, .signature, .visitor: false
        }
    }
}

extension [Door] {
    /// What is behind these names, and nothing else.
    func only(_ names: Set<DoorName>) -> [Door] {
        map { door in
            Door(
                door.endpoints.filter { names.contains(DoorName(of: $0)) },
                lanes: names.contains(.alerts) ? door.lanes : [], problem: door.problem)
        }
    }
}
