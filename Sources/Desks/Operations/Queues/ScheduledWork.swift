import Contracts
public import JSON
public import Postgres

/// What is to happen, counted by kind: what a pause delays, and what is given up with dead letters.
public struct ScheduledWork: Sendable, Hashable {
    /// How far ahead it is looked.
    public static let horizon: Duration = .seconds(1800)

    /// By the type of the message: `muster.page.send.v1`.
    public var counts: [String: Int]

    /// Counts as they were read.
    public init(_ counts: [String: Int]) { self.counts = counts.filter { $0.value > 0 } }

    /// Whether there is nothing.
    public var isEmpty: Bool { counts.isEmpty }

    /// As people read it: `3 pages and 12 reminders`; empty for nothing.
    public var text: String {
        let known = Self.nouns.compactMap { type, one, many in
            counts[type].map { Wording.count($0, one, many) }
        }
        let others = counts.filter { type, _ in !Self.nouns.contains { $0.type == type } }.map(\.value).reduce(0, +)
        let all = known + (others > 0 ? [Wording.count(others, "other message")] : [])
        guard let last = all.last, all.count > 1 else { return all.first ?? "" }
        return "\(all.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// The counts by type.
    public var json: JSON {
        .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
    }

    /// What timers of a worker have due by then.
    /// - Parameter worker: its name, as in `dead-letter-keeper`.
    public static func due(
        of worker: String, within horizon: Duration = Self.horizon, client: PostgresClient
    ) async throws -> ScheduledWork {
        try await due(of: [worker], within: horizon, client: client).first?.work ?? ScheduledWork([:])
    }

    /// What timers of several workers have due by then, in the order of the names; nothing of a name that no worker has.
    /// - Parameter workers: their names; `nil` for all that there are.
    public static func due(
        of workers: [String]?, within horizon: Duration = Self.horizon, client: PostgresClient
    ) async throws -> [(worker: String, work: ScheduledWork)] {
        let schemas = try await WorkerSchema.all(client).sorted { $0.worker < $1.worker }
        var all: [(worker: String, work: ScheduledWork)] = []
        for schema in schemas where workers?.contains(schema.worker) != false {
            all.append((schema.worker, try await due(in: schema, within: horizon, client)))
        }
        return all
    }

    private static func due(
        in schema: WorkerSchema, within horizon: Duration, _ client: PostgresClient
    ) async throws -> ScheduledWork {
        let rows = try await client.query(
            SQL(
                trusted: """
                    select type, count(*) as count from \(schema.name).timer
                    where due <= now() + $1 * interval '1 second' group by type
                    """), [.int8(horizon.components.seconds)])
        return ScheduledWork(
            try rows.reduce(into: [:]) { $0[try $1.decode("type", as: String.self)] = try $1.decode("count") })
    }

    /// Most urgent first.
    static let nouns: [(type: String, one: String, many: String)] = [
        (SendPage.type, "page", "pages"), (AdvanceEscalation.type, "step of an escalation", "steps of escalations"),
        (SendNotice.type, "reminder", "reminders"),
        (RouteAlert.type, "alert that is waited with", "alerts that are waited with"),
        (RecoverAlerts.type, "end of a silence or window", "ends of silences or windows"),
        (MissHeartbeat.type, "heartbeat to be missed", "heartbeats to be missed"),
        (SettleIncident.type, "incident to become stable", "incidents to become stable"),
        (WelcomeParticipants.type, "welcome", "welcomes"),
        (CreateResource.type, "place to be made", "places to be made"),
        (LinkResources.type, "set of links", "sets of links"),
        (AddMember.type, "member to be added", "members to be added"),
        (RefreshCost.type, "cost to be counted", "costs to be counted"),
        (RemindOfTask.type, "reminder of a task", "reminders of tasks"),
        (TellOfTask.type, "notice of a task", "notices of tasks"),
        (RemindOfReport.type, "reminder of a report", "reminders of reports"),
        (ExpireParticipant.type, "invitation to end", "invitations to end"),
        (WakeExecution.type, "playbook to go on", "playbooks to go on"),
        (PerformStep.type, "step of a playbook", "steps of playbooks"),
    ]
}
