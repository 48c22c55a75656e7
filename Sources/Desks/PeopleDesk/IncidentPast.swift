import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
public import JSON
import PageStore
import PeopleStore
import TaskStore
import Tasks

/// An incident as it was known at a moment, from rows that nobody overwrites. What has no history is `null`, and its name is in
/// ``unknown``.
public struct IncidentPast: Sendable, JSONEncodable {
    /// Fields whose former values are kept, since the migration of this number.
    private static let fields = ["title", "description", "type", "severity", "priority", "visibility"]

    private let moment: Date
    /// The names of members of which nobody knows what they were, in the order of the alphabet; `alerts.count` is the one of each
    /// alert.
    public var unknown: [String] { names.sorted() }
    private var names: Set<String> = ["cost", "settles_at", "updated_at", "version"]
    private var object: JSONObject

    /// - Parameters:
    ///   - moment: as of when.
    ///   - said: how that is told.
    ///   - publicURL: the base of every link, without a slash at its end.
    init(_ rows: PastRows, at moment: Date, said: Date, publicURL: String) {
        self.moment = moment
        let now = rows.now
        object = now.json(publicURL: publicURL)
        for name in ["cost", "settles_at", "updated_at", "version"] { object[name] = .null }
        if now.assembledAt.map({ $0 > moment }) == true { object["assembled_at"] = .null }
        setFields(rows)
        setStatus(rows)
        setPeople(rows)
        object["resources"] = .array(rows.resources.filter { $0.plannedAt <= moment }.map { resource($0) })
        object["alerts"] = .array(rows.alerts.map { alert($0) })
        object["alert_count"] = .int(rows.alerts.count)
        if rows.alerts.count == IncidentDetail.limit { forget("alert_count") }
        if rows.wasMerged { for name in ["alerts", "alert_count"] { forget(name) } }
        object["pages"] = .array(rows.pages.filter { $0.due <= moment }.map { page($0) })
        object["tasks"] = .array(rows.tasks.filter { $0.createdAt <= moment }.map { task($0) })
        object["questions"] = rows.questions.json
        object["tags"] = .array(rows.tags.map(\.json))
        if !isKept(31, rows) { for name in ["questions", "tags"] { forget(name) } }
        object["timeline"] = rows.timeline.json
        rows.links.write(to: &object)
        object["as_of"] = said.json
        object["unknown"] = unknown.json
    }

    /// The members of an incident as it is shown, with `as_of` and `unknown`.
    public var json: JSON { .object(object) }

    /// Whether a history that began with a migration reaches back to the moment.
    private func isKept(_ migration: Int, _ rows: PastRows) -> Bool {
        guard let since = rows.beginnings[migration] else { return false }
        return rows.now.reportedAt >= since || moment >= since
    }

    private mutating func forget(_ name: String) {
        object[name] = .null
        names.insert(name)
    }

    private mutating func setFields(_ rows: PastRows) {
        for name in Self.fields {
            if let value = rows.fields[name] { object[name] = .string(value) }
            if !isKept(35, rows) { forget(name) }
        }
    }

    private mutating func setStatus(_ rows: PastRows) {
        var record = rows.now
        record.status = .active
        record.stamp(at: moment)
        for change in rows.statuses {
            record.status = change.status
            record.stamp(at: change.at)
        }
        object["status"] = .string(record.status.rawValue)
        object["stable_at"] = .optional(record.stableAt)
        object["closed_at"] = .optional(record.closedAt)
        if !isKept(27, rows) { for name in ["status", "stable_at", "closed_at"] { forget(name) } }
    }

    private mutating func setPeople(_ rows: PastRows) {
        let held = rows.roles.filter { $0.since <= moment && ($0.until.map { $0 > moment } ?? true) }
        func holder(_ role: ParticipantRole) -> JSON {
            .optional(held.last { $0.role == role.rawValue }?.person.reference)
        }
        object["commander"] = holder(.incidentCommander)
        if let reporter = held.last(where: { $0.role == ParticipantRole.reporter.rawValue }) {
            object["reporter"] = .object(reporter.person.reference)
        }
        var order: [String] = []
        var people: [String: [RoleHistoryEntry]] = [:]
        for entry in held {
            let address = entry.person.email.lowercased()
            if people[address] == nil { order.append(address) }
            people[address, default: []].append(entry)
        }
        object["participants"] = .array(
            order.compactMap { address in
                people[address].flatMap { entries in participant(entries, rows.participants) }
            })
        if !isKept(27, rows) { for name in ["participants", "commander"] { forget(name) } }
    }

    private mutating func participant(_ held: [RoleHistoryEntry], _ now: [ParticipantRecord]) -> JSON? {
        guard let first = held.first else { return nil }
        let address = first.person.email.lowercased()
        // Who left and came back has joined anew.
        let same = now.first { $0.person.email.lowercased() == address && $0.joinedAt <= moment }
        if same == nil { names.insert("participants.engaged_by") }
        names.insert("participants.expires_at")
        return [
            "name": .string(first.person.name), "email": .string(first.person.email),
            "team": .optional(first.person.team), "location": .optional(first.person.location),
            "roles": .array(held.map { .string($0.role) }), "engaged_by": .optional(same?.engagedBy),
            "joined_at": (same?.joinedAt ?? first.since).json, "expires_at": .null,
        ]
    }
}

extension IncidentPast {
    fileprivate mutating func resource(_ resource: ResourceRecord) -> JSON {
        guard var object = resource.json.objectValue else { return .null }
        names.formUnion(["resources.attempts", "resources.error", "resources.next_attempt_at"])
        for name in ["attempts", "error", "next_attempt_at"] { object[name] = .null }
        if resource.createdAt.map({ $0 > moment }) ?? true {
            object["state"] = "pending"
            for name in ["external_id", "url", "created_at"] { object[name] = .null }
        }
        return .object(object)
    }

    /// An alert that its sender has said nothing of since is as it is now. What was said once is as it was then.
    fileprivate mutating func alert(_ alert: AlertRecord) -> JSON {
        guard var object = alert.json.objectValue else { return .null }
        object["doubtful"] = .null
        names.insert("alerts.doubtful")
        guard alert.lastAt > moment else { return .object(object) }
        object["status"] = "open"
        object["last_at"] = .null
        names.insert("alerts.last_at")
        guard alert.count > 1 else { return .object(object) }
        for name in ["count", "severity", "title", "description", "labels", "url"] {
            object[name] = .null
            names.insert("alerts.\(name)")
        }
        return .object(object)
    }

    /// Of a page that was taken back or failed nobody knows when that was.
    fileprivate mutating func page(_ page: PageRecord) -> JSON {
        guard var object = page.json.objectValue else { return .null }
        names.formUnion(["pages.escalation", "pages.decided_by", "pages.attempts"])
        for name in ["escalation", "decided_by"] { object[name] = .null }
        object["attempts"] = .array([])
        if page.handed.map({ $0 > moment }) == true { object["handed_at"] = .null }
        if let time = page.acknowledged, time <= moment {
            object["state"] = "acknowledged"
            return .object(object)
        }
        for name in ["acknowledged_at", "acknowledged_by"] { object[name] = .null }
        switch page.state {
        case .due, .sent, .acknowledged:
            object["state"] = page.handed.map { $0 <= moment } == true ? "sent" : "due"
        case .resolved, .superseded, .failed:
            object["state"] = .null
            names.insert("pages.state")
        }
        return .object(object)
    }

    fileprivate mutating func task(_ task: TaskRecord) -> JSON {
        guard var object = task.json.objectValue else { return .null }
        let past = task.history.filter { $0.at <= moment }
        object["history"] = past.json
        if task.remindedAt.map({ $0 > moment }) == true {
            object["reminded_at"] = .optional(past.last { $0.step.kind == .reminded }?.at)
        }
        let move = past.last { [.created, .reopened, .resolved, .dropped].contains($0.step.kind) }
        let isOver = move.map { [.resolved, .dropped].contains($0.step.kind) } ?? false
        object["state"] = .string(move?.step.kind == .dropped ? "dropped" : isOver ? "resolved" : "open")
        object["resolved_at"] = .optional(isOver ? move?.at : nil)
        object["resolved_by"] = .optional(isOver ? move?.actor : nil)
        // The history says in words what it became, not what it was.
        if task.history.contains(where: { $0.at > moment && [.assigned, .changed, .reopened].contains($0.step.kind) }) {
            for name in ["text", "owner", "assignees", "due", "priority"] {
                object[name] = .null
                names.insert("tasks.\(name)")
            }
        }
        return .object(object)
    }
}
