import Encodings
public import FoundationEssentials
import IncidentStore
public import JSON
import Postgres
public import StatesLanguage

/// A row of `playbook_runner.execution`, as far as people see it.
public struct ExecutionRecord: Sendable, Hashable {
    /// UUIDv7.
    public var id: UUID
    /// The playbook's name.
    public var playbook: String
    /// The version that it runs by, to its end.
    public var version: Int
    /// Unique among the executions of its playbook.
    public var name: String
    /// How it stands.
    public var status: Execution.Status
    /// Whether nothing of it goes on until somebody resumes it.
    public var isPaused: Bool
    /// The incident's id.
    public var incidentID: UUID?
    /// `INC-17`; `nil` for one of no incident.
    public var incident: String?
    /// The alert that started it.
    public var alert: UUID?
    /// The investigation that it is a part of; `nil` for one that no event started.
    public var investigation: UUID?
    /// How that stands: `open`, `closed`, `active` or `whitelisted`.
    public var investigationStatus: String?
    /// Whether the investigation was under way when it was started.
    public var isDuplicate: Bool
    /// What it was started with, as JSON.
    public var input: String
    /// What it came to, as JSON, once it has succeeded.
    public var output: String?
    /// Why it did not.
    public var error: ErrorOutput?
    /// Who started it.
    public var startedBy: String
    /// When that was.
    public var startedAt: Date
    /// When it ended.
    public var stoppedAt: Date?
    /// The states that it is in, those of branches in the order in which they began.
    public var current: [String]
    /// Events of its history so far.
    public var events: Int

    /// Reads a row of ``ExecutionRows``.
    init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        playbook = try row.decode("playbook")
        version = try row.decode("version")
        name = try row.decode("name")
        let word = try row.decode("status", as: String.self)
        guard let known = Execution.Status(rawValue: word) else {
            throw PostgresError(.decoding, "column \"status\": no status of an execution: \(word.prefix(100))")
        }
        status = known
        isPaused = try row.decode("paused")
        incidentID = try row.decode("incident_id")
        incident = try row.decode("incident")
        alert = try row.decode("alert_id")
        investigation = try row.decode("investigation_id")
        investigationStatus = try row.decode("investigation_status")
        isDuplicate = try row.decode("is_duplicate")
        input = try row.decode("input")
        output = try row.decode("output")
        let (name, cause) = try (
            row.decode("error", as: String?.self), row.decode("cause", as: String?.self)
        )
        error = name == nil && cause == nil ? nil : ErrorOutput(error: name, cause: cause)
        startedBy = try row.decode("started_by")
        startedAt = try row.decode("started_at")
        stoppedAt = try row.decode("stopped_at")
        current = try row.decode("active")
        events = try row.decode("events")
    }

    /// The word for how it stands: that of AWS, or `PAUSED`.
    public var state: String { status == .running && isPaused ? "PAUSED" : status.rawValue }

    /// The execution for callers.
    public var json: JSON {
        [
            "id": id.json, "playbook": .string(playbook), "version": .int(version), "name": .string(name),
            "state": .string(state), "incident": .optional(incident), "alert": .optional(alert),
            "investigation": .optional(investigation), "investigation_status": .optional(investigationStatus),
            "is_duplicate": .bool(isDuplicate), "input": Self.value(input), "output": output.map(Self.value) ?? .null,
            "error": .optional(error?.error),
            "cause": .optional(error?.cause), "started_by": .string(startedBy), "started_at": startedAt.json,
            "stopped_at": .optional(stoppedAt), "current": current.json, "events": .int(events),
        ]
    }

    private static func value(_ text: String) -> JSON {
        (try? JSON.parse(text, limits: Execution.storedLimits)) ?? .null
    }
}
