import Contracts
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import JSON
import Organisation
import Postgres

/// What would become of alerts: decided like any others, in a transaction that this ends. It is thrown, so that nothing of
/// it is kept, not even its locks.
struct DryRun: Error {
    private let submission: AlertSubmission
    private let plan: AlertPlan
    private let state: AlertState
    private let organisation: OrganisationConfiguration
    private let time: Date
    private let alerts: [UUID: NewAlert]
    /// What becomes of those that are waited with, when they are still there.
    private let due: [UUID: NewAlert]
    private let openings: [UUID: IncidentOpening]
    /// Whom the incidents page that page again.
    private var again: [UUID: WouldBePages] = [:]

    init(
        submission: AlertSubmission, decided: AlertBatch.Decided, organisation: OrganisationConfiguration, time: Date,
        in database: some Querying
    ) async throws {
        self.submission = submission
        self.organisation = organisation
        self.time = time
        (plan, state) = (decided.plan, decided.state)
        alerts = Self.alerts(plan)
        let isWaiting = alerts.values.contains { $0.waitsUntil != nil }
        let later = isWaiting ? decided.withoutWaiting() : plan
        due = Self.alerts(later)
        openings = Dictionary(
            (plan.openings + later.openings).map { ($0.opening.id, $0.opening) }, uniquingKeysWith: { $1 })
        let ids = Array(plan.rejoined.keys)
        for incident in try await Incidents.incidents(ids, for: .system, in: database) {
            again[incident.id] = WouldBePages(
                incident, try await Participants.participants(of: incident.id, for: .system, in: database))
        }
    }

    private static func alerts(_ plan: AlertPlan) -> [UUID: NewAlert] {
        Dictionary((plan.newAlerts + plan.rerouted).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    var json: JSON {
        let parsed = submission.read(by: organisation).alerts
        return [
            "dry_run": true, "accepted": .int(parsed.alerts.count),
            "rejected": .array(parsed.rejections.map(\.json)),
            "alerts": .array(
                zip(parsed.alerts, plan.receipts.first ?? []).map { alert, receipt in
                    var json: JSONObject = ["alert": alert.json, "source": .string(submission.owner)]
                    json["deduplicated"] = .bool(receipt.deduplicated)
                    for (key, value) in verdict(alert, receipt) { json[key] = value }
                    return .object(json)
                }),
        ]
    }

    private func verdict(_ alert: NormalisedAlert, _ receipt: AlertReceipt) -> JSONObject {
        if alert.action == .open, let new = receipt.id.flatMap({ alerts[$0] }) { return verdict(new) }
        let known = receipt.id.flatMap { state.open[$0] }
        let repages = alert.action == .open && known?.incident.map { plan.rejoined[$0.id] != nil } == true
        let reason =
            switch (alert.action, receipt.id) {
            case (.open, _):
                "it is open already, and would be counted"
                    + (repages ? ": worse than all that its incident has seen, which pages again" : "")
            case (.resolve, nil): "nothing is open under this key"
            case (.resolve, _): "it is open, and would be resolved"
            }
        return [
            "outcome": .string((known?.outcome ?? .noRoute).rawValue), "reason": .string(reason), "route": .null,
            "silence": .null, "maintenance": .null, "waits_until": .null,
            "incident": known?.incident.map { incident($0.id) } ?? .null, "pages_again": repages ? true : .null,
            "pages": repages ? known?.incident.map { pagesAgain($0.id) } ?? [] : [],
        ]
    }

    private func verdict(_ new: NewAlert) -> JSONObject {
        let (silence, maintenance): (JSON, JSON) =
            switch new.decision.hold?.rule {
            case .some(.silence(let id)): (id.json, .null)
            case .some(.maintenance(let name)): (.null, .string(name))
            case nil: (.null, .null)
            }
        // What is waited with is told as it will be, and the rest as it is.
        let then = new.waitsUntil == nil ? new : due[new.id] ?? new
        let wait = new.waitsUntil.map { Duration.seconds(Int($0.timeIntervalSince(time).rounded())) } ?? .zero
        let opening = then.incident.flatMap { openings[$0] }
        return [
            "outcome": .string(new.outcome.rawValue), "reason": .string(new.reason),
            "route": .optional(new.decision.route), "silence": silence, "maintenance": maintenance,
            "waits_until": .optional(new.waitsUntil), "incident": then.incident.map { incident($0) } ?? .null,
            "pages_again": new.joining.map { .bool($0.pagesAgain) } ?? .null,
            "pages": new.joins
                ? new.joining?.pagesAgain == true ? new.incident.map { pagesAgain($0) } ?? [] : []
                : opening.map { WouldBePages($0).json(in: organisation, at: time, after: wait) } ?? [],
        ]
    }

    private func pagesAgain(_ incident: UUID) -> JSON { again[incident]?.json(in: organisation, at: time) ?? [] }

    /// An incident that would be opened has no name yet; of one that is there nothing but the name is told.
    private func incident(_ id: UUID) -> JSON {
        let opening = openings[id]
        let number = plan.incidentNumbers[id]
        return [
            "name": .optional(number.map { IncidentName(number: $0).description }),
            "title": .optional(opening?.draft.title), "type": .optional(opening?.draft.type.name),
            "severity": .optional(opening?.draft.severity), "priority": .optional(opening?.draft.priority),
            "storm": .optional(opening?.draft.storm),
            "visibility": .optional(opening?.draft.visibility.rawValue), "drill": .bool(submission.isDrill),
            "commander": .optional(opening?.commander?.person.email),
            "participants": .array((opening?.participants ?? []).map { .string($0.person.email) }),
        ]
    }
}
