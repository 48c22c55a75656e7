public import FoundationEssentials
public import Incident
public import JSON
public import Postgres

/// A row of `core.incident`, with the two people everybody asks for.
public struct IncidentRecord: Sendable, Hashable {
    /// UUIDv7 of when it was opened.
    public var id: UUID
    /// From the database, rising from 1; 0 until it gives one.
    public var number: Int64
    /// One line, 1 to 200 characters.
    public var title: String
    /// At most 20,000 characters; may be empty.
    public var description: String
    /// Where it stands.
    public var status: IncidentStatus
    /// The name of one of the organisation's types.
    public var type: String
    /// One of the organisation's severities.
    public var severity: String
    /// One of the organisation's priorities.
    public var priority: String
    /// Who may see it.
    public var visibility: Visibility
    /// What opened it.
    public var source: IncidentSource
    /// Whether it is an exercise.
    public var drill: Bool
    /// Alerts that belong to it, without their repetitions.
    public var alertCount: Int
    /// Grows by one with every change; events carry it.
    public var version: Int
    /// When the trouble began or was seen first; when nobody said, the time of the report.
    public var detectedAt: Date
    /// When it was opened.
    public var reportedAt: Date
    /// When every place of its plan was there; `nil` until then.
    public var assembledAt: Date?
    /// When it became stable; `nil` while it is active.
    public var stableAt: Date?
    /// When it was closed; `nil` while it is not.
    public var closedAt: Date?
    /// When it was opened, or its ``version`` last grew.
    public var updatedAt: Date
    /// Who leads the response now.
    public var commander: Person?
    /// Who opened it; nobody for an incident that an alert opened.
    public var reporter: Person?
    /// The route whose storm it is: alerts that the route's limit kept from opening incidents are attached to it. `nil` for
    /// other incidents.
    public var storm: String?
    /// Since when all of its alerts are resolved; `nil` while one fires, and when it never had any.
    public var alertsRestAt: Date?
    /// When it becomes stable by itself, or became so; `nil` when its route leaves that to people.
    public var settlesAt: Date?
    /// Since when nobody is paged because all of its alerts were resolved by themselves.
    public var pagingEndedAt: Date?

    /// `INC-17`.
    public var name: String { IncidentName(number: number).description }

    /// Reads a row of one of ``Incidents``' statements.
    public init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        number = try row.decode("number")
        title = try row.decode("title")
        description = try row.decode("description")
        status = try row.enumeration("status")
        type = try row.decode("type")
        severity = try row.decode("severity")
        priority = try row.decode("priority")
        visibility = try row.enumeration("visibility")
        source = try row.enumeration("source")
        drill = try row.decode("drill")
        alertCount = try row.decode("alert_count")
        version = try row.decode("version")
        detectedAt = try row.decode("detected_at")
        reportedAt = try row.decode("reported_at")
        assembledAt = try row.decode("assembled_at")
        stableAt = try row.decode("stable_at")
        closedAt = try row.decode("closed_at")
        updatedAt = try row.decode("updated_at")
        commander = try Self.person(row, email: "commander_email", name: "commander_name", team: "commander_team")
        reporter = try Self.person(row, email: "reporter_email", name: "reporter_name", team: "reporter_team")
        storm = try row.decode("storm")
        alertsRestAt = try row.decode("alerts_rest_at")
        settlesAt = try row.decode("settles_at")
        pagingEndedAt = try row.decode("paging_ended_at")
    }

    /// An incident that was neither assembled nor became stable or closed yet.
    /// - Parameter time: when it was reported and last changed.
    public init(
        id: UUID, number: Int64, title: String, description: String, status: IncidentStatus, type: String,
        severity: String, priority: String, visibility: Visibility, source: IncidentSource, drill: Bool,
        alertCount: Int, version: Int, at time: Date, detectedAt: Date, commander: Person?, reporter: Person?
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.description = description
        self.status = status
        self.type = type
        self.severity = severity
        self.priority = priority
        self.visibility = visibility
        self.source = source
        self.drill = drill
        self.alertCount = alertCount
        self.version = version
        self.detectedAt = detectedAt
        reportedAt = time
        updatedAt = time
        self.commander = commander
        self.reporter = reporter
    }

    private static func person(
        _ row: PostgresRow, email: String, name: String, team: String
    ) throws(PostgresError) -> Person? {
        guard let address = try row.decode(email, as: String?.self) else { return nil }
        return try Person(email: address, name: row.decode(name), team: row.decode(team))
    }
}

extension IncidentRecord {
    /// The address of the incident's page.
    /// - Parameter publicURL: the base of every link, without a slash at its end.
    public func url(under publicURL: String) -> String {
        "\(publicURL)/incidents/\(name)"
    }

    /// The incident as API and command line show it in a list.
    /// - Parameter publicURL: the base of every link, without a slash at its end.
    public func json(publicURL: String) -> JSONObject {
        [
            "name": .string(name), "title": .string(title), "description": .string(description),
            "status": .string(status.rawValue), "type": .string(type), "severity": .string(severity),
            "priority": .string(priority), "visibility": .string(visibility.rawValue),
            "source": .string(source.rawValue), "storm": .optional(storm), "drill": .bool(drill),
            "commander": .optional(commander?.reference), "reporter": .optional(reporter?.reference),
            "alert_count": .int(alertCount), "version": .int(version),
            "url": .string(url(under: publicURL)), "detected_at": detectedAt.json,
            "reported_at": reportedAt.json, "assembled_at": .optional(assembledAt), "settles_at": .optional(settlesAt),
            "stable_at": .optional(stableAt), "closed_at": .optional(closedAt), "updated_at": updatedAt.json,
        ]
    }
}

extension Person {
    /// What an incident tells of its commander and reporter.
    public var reference: JSONObject {
        ["name": .string(name), "email": .string(email), "team": .optional(team)]
    }
}
