public import JSON

/// A rule that decides what becomes of alerts. Routes are tried in their order; the first that matches decides. One with a
/// condition or an action that only a newer release knows is left out: it must not decide about alerts that it is not for.
public struct Route: Sendable, Hashable, JSONDecodable {
    /// What a route does with an alert that it decides about.
    public enum Action: Sendable, Hashable {
        /// The alert is stored and announced, nothing more.
        case nothing
        /// It opens an incident, or joins the open one of its group.
        case incident(IncidentPlan)
        /// It starts a playbook, which may open an incident or close the alert.
        case playbook(PlaybookTrigger)
    }

    /// 1 to 100 characters, unique among routes.
    public var name: String
    /// What alerts it is for; all when the configuration does not say.
    public var match: AlertMatch
    /// What it does with them.
    public var action: Action
    /// How long after the closing of its incident an alert that is said again is still the same trouble, when its sender
    /// does not tell: 0 to 7 days. With 0, the default, whatever fires after the closing is a new occurrence.
    public var quietAfterClosing: Duration
    /// How many incidents it opens.
    public var limit: IncidentLimit
    /// Which of its alerts are one incident.
    public var grouping: Grouping
    /// What becomes of its alerts and incidents by themselves.
    public var patience: Patience
    /// Whether alerts that join an incident page again.
    public var joining: Joining

    /// What says how incidents come of alerts.
    private static let ruleKeys = [
        "quiet_after_closing", "limit", "group_by", "regroup_window", "window", "wait", "cancel_when_resolved",
        "auto_resolve", "doubtful_after", "on_join", "join_grace",
    ]

    /// A route as the program has it; nothing is checked.
    public init(
        name: String, match: AlertMatch, action: Action, quietAfterClosing: Duration = .zero,
        limit: IncidentLimit = .standard, grouping: Grouping = Grouping(), patience: Patience = Patience(),
        joining: Joining = Joining()
    ) {
        self.name = name
        self.match = match
        self.action = action
        self.quietAfterClosing = quietAfterClosing
        self.limit = limit
        self.grouping = grouping
        self.patience = patience
        self.joining = joining
    }

    /// Configuration: `name`, `match` (default all alerts), `action` (`nothing`, `incident` or `playbook`), `incident`,
    /// `playbook`, `quiet_after_closing` (such as `4h`; 0s to 7d, default 0s), `limit`, and the keys of ``Grouping``,
    /// ``Patience`` and ``Joining``.
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "match", "action", "incident", "playbook"] + Self.ruleKeys)
        name = try reader.string("name", length: 1...100)
        match = try reader.optional("match").map(AlertMatch.init) ?? AlertMatch()
        quietAfterClosing =
            try reader.optional("quiet_after_closing")?.duration(in: .zero ... .seconds(7 * 86_400)) ?? .zero
        limit = try reader.optional("limit").map(IncidentLimit.init) ?? .standard
        grouping = try Grouping(of: reader)
        patience = try Patience(of: reader)
        joining = try Joining(of: reader)
        switch try reader.string("action", length: 1...20) {
        case "nothing": action = .nothing
        case "incident":
            action = .incident(try reader.optional("incident").map(IncidentPlan.init) ?? IncidentPlan())
        case "playbook": action = .playbook(try PlaybookTrigger(route: reader))
        case let other:
            throw try reader.member("action").error(
                expected: "`nothing`, `incident` or `playbook`", found: "`\(other)`")
        }
        if case .playbook = action { return }
        if let member = try reader.optional("playbook") {
            throw member.error(expected: "no playbook unless `action` is `playbook`", found: "one")
        }
    }
}

extension Route {
    /// What kind of incident it opens, a route of a playbook when that cannot be started; `nil` for none.
    public var plan: IncidentPlan? {
        switch action {
        case .nothing: nil
        case .incident(let plan): plan
        case .playbook(let trigger): trigger.fallback
        }
    }
}

/// What kind of incident a route opens; what is not said is the default's.
public struct IncidentPlan: Sendable, Hashable, JSONDecodable {
    /// An incident type's name; `nil` for the default type.
    public var type: String?
    /// A severity's name; `nil` for the default severity.
    public var severity: String?
    /// A priority's name; `nil` for the default priority.
    public var priority: String?

    /// A plan as the program has it; nothing is checked.
    public init(type: String? = nil, severity: String? = nil, priority: String? = nil) {
        self.type = type
        self.severity = severity
        self.priority = priority
    }

    /// Configuration: `type`, `severity` and `priority`, none of them required.
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["type", "severity", "priority"])
        self.init(
            type: try reader.optionalString("type", length: 1...100),
            severity: try reader.optionalString("severity", length: 1...100),
            priority: try reader.optionalString("priority", length: 1...100))
    }
}

extension ConfigurationSection {
    static let routes = list("routes", of: "route", max: 1000, at: \.routes, name: \.name, read: Route.init) {
        route, all, place in
        guard let plan = route.plan else { return }
        func check(_ key: String, _ name: String?, in list: String, _ names: [String]) throws {
            guard let name, !names.contains(name) else { return }
            throw place.at("incident", key).problem(expected: "one of `\(list)`", found: "`\(name)`")
        }
        try check("type", plan.type, in: "incident_types", all.incidentTypes.map(\.name))
        try check("severity", plan.severity, in: "severities", all.severities.map(\.name))
        try check("priority", plan.priority, in: "priorities", all.priorities.map(\.name))
    }
}
