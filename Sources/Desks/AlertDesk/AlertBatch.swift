package import Contracts
import Encodings
package import FoundationEssentials
import Incident
package import Organisation
package import Postgres
import IncidentStore
import IncidentDesk

/// Writes a batch of alerts in a transaction: two round trips, three when incidents are opened.
///
/// First the names of groups and idempotency keys are locked, then the rows of open alerts, each in one order for all, so
/// that batches of several instances wait for each other and never in a circle.
package struct AlertBatch: Sendable {
    /// What is left to be done in the transaction, and what the requests are answered.
    package struct Writes: Sendable {
        package var statements: [Statement]
        package var announcements: [Announcement]
        var answers: [AlertAnswer]
    }

    private let submissions: [RoutedSubmission]
    private let organisation: OrganisationConfiguration
    private let time: Date
    private let keys: [AlertKey]
    private let candidates: [UUID]
    private let groups: [AlertKey]
    private let resolved: [AlertKey]
    private let idempotencies: [Idempotency]

    package init(_ submissions: [AlertSubmission], in organisation: OrganisationConfiguration, at time: Date) {
        self.submissions = submissions.map { RoutedSubmission($0, in: organisation) }
        self.organisation = organisation
        self.time = time
        var keys: Set<AlertKey> = []
        var groups: Set<AlertKey> = []
        var resolved: Set<AlertKey> = []
        for routed in self.submissions {
            let submission = routed.submission
            for (alert, decision) in zip(submission.alerts.alerts, routed.decisions) {
                let key = AlertKey(source: submission.source, key: alert.dedupKey)
                keys.insert(key)
                if decision == nil { resolved.insert(key) }
                if let group = alert.incidentKey, decision?.plan != nil {
                    groups.insert(AlertKey(source: submission.source, key: group))
                }
            }
        }
        self.keys = keys.sorted()
        self.groups = groups.sorted()
        self.resolved = resolved.sorted()
        candidates = self.keys.map { _ in .v7() }
        idempotencies = submissions.compactMap(\.idempotency)
    }

    /// Locks, reads, decides, and writes the new incidents. The rest is for the caller to write and commit.
    package func decide(in database: some Querying) async throws -> Writes {
        let (state, kept) = try await lock(in: database)
        let fresh = freshness(kept)
        let decided = zip(submissions, fresh).map { $1 == .fresh ? $0 : $0.withoutAlerts }
        let candidates = Dictionary(uniqueKeysWithValues: zip(keys, candidates))
        let plan = AlertPlan(
            decided, state: state, candidates: candidates, organisation: organisation, at: time)
        var numbers: [UUID: Int64] = [:]
        if !plan.openings.isEmpty {
            numbers = try Incidents.numbers(
                try await database.query(IncidentOpening.insert(plan.openings.map(\.opening))))
        }
        let (answers, answersToKeep) = answers(plan, fresh, kept)
        var statements =
            statements(plan, numbers: numbers) + AlertChangeRows.statements(decided.map(\.submission), at: time)
        if !answersToKeep.isEmpty { statements.append(IdempotencyRows.keep(answersToKeep)) }
        return Writes(
            statements: statements, announcements: plan.announcements(state, numbers: numbers), answers: answers)
    }

    // MARK: Locking and reading

    private func lock(in database: some Querying) async throws -> (AlertState, [(Idempotency, StoredAnswer)]) {
        let names = idempotencies.map(\.lock) + groups.map { AdvisoryLock.key("group", $0.source, $0.key) }
        var statements: [Statement] = []
        if !names.isEmpty { statements.append(AdvisoryLock.take(names)) }
        func add(_ statement: Statement, if needed: Bool) -> Int? {
            guard needed else { return nil }
            statements.append(statement)
            return statements.count - 1
        }
        let kept = add(IdempotencyRows.find(idempotencies), if: !idempotencies.isEmpty)
        let claimed = add(AlertRows.claim(keys, ids: candidates), if: !keys.isEmpty)
        let held = add(AlertRows.hold(resolved, groups), if: !resolved.isEmpty)
        let firing = add(AlertRows.firing(resolved, groups), if: !resolved.isEmpty)
        let open = add(AlertRows.open(keys, claimedWith: candidates), if: !keys.isEmpty)
        let grouped = add(AlertRows.groups(groups), if: !groups.isEmpty)
        guard !statements.isEmpty else { return (AlertState(), []) }
        let results = try await database.pipeline(statements)
        let state = try AlertState(
            claimed: claimed.map { results[$0] }, candidates: Set(candidates), open: open.map { results[$0] },
            groups: grouped.map { results[$0] }, held: held.map { results[$0] }, firing: firing.map { results[$0] })
        return (state, try kept.map { try IdempotencyRows.kept(results[$0]) } ?? [])
    }

    // MARK: Idempotency

    private enum Freshness: Equatable {
        case fresh
        /// Answered before, or the same request as an earlier one of the batch.
        case replay
        case keyReused
    }

    private func freshness(_ kept: [(Idempotency, StoredAnswer)]) -> [Freshness] {
        var known: [AlertKey: [UInt8]] = [:]
        for (key, _) in kept { known[key.name] = key.fingerprint }
        return submissions.map { routed in
            guard let key = routed.submission.idempotency else { return .fresh }
            guard let fingerprint = known[key.name] else {
                known[key.name] = key.fingerprint
                return .fresh
            }
            return fingerprint == key.fingerprint ? .replay : .keyReused
        }
    }

    private func answers(
        _ plan: AlertPlan, _ freshness: [Freshness], _ kept: [(Idempotency, StoredAnswer)]
    ) -> ([AlertAnswer], toKeep: [(Idempotency, StoredAnswer)]) {
        var known: [AlertKey: StoredAnswer] = [:]
        for (key, answer) in kept { known[key.name] = answer }
        var toKeep: [(Idempotency, StoredAnswer)] = []
        var answers: [AlertAnswer] = []
        answers.reserveCapacity(submissions.count)
        for (index, submission) in submissions.lazy.map(\.submission).enumerated() {
            switch freshness[index] {
            case .keyReused: answers.append(.keyReused)
            case .replay:
                answers.append(submission.idempotency.flatMap { known[$0.name] }.map { .stored($0) } ?? .keyReused)
            case .fresh:
                let changed = submission.alerts.changes.map {
                    AlertReceipt(id: nil, dedupKey: $0.dedupKey, deduplicated: false)
                }
                let body = AlertAnswerBody.bytes(
                    plan.receipts[index] + changed, rejections: submission.alerts.rejections)
                let answer = StoredAnswer(status: 202, body: body)
                answers.append(.stored(answer))
                guard let key = submission.idempotency else { continue }
                toKeep.append((key, answer))
                known[key.name] = StoredAnswer(status: 202, body: body, isReplay: true)
            }
        }
        return (answers, toKeep)
    }

    // MARK: Writing

    private func statements(_ plan: AlertPlan, numbers: [UUID: Int64]) -> [Statement] {
        var statements: [Statement] = []
        if !plan.openings.isEmpty {
            statements += IncidentOpening.insertParts(of: plan.openings.map(\.opening))
            statements.append(ChangeEvents.before(plan.openings.map { ($0.opening.id, $0.opening.draft.actor) }))
        }
        if !plan.groups.isEmpty { statements.append(AlertRows.assign(plan.groups, at: time)) }
        if !plan.newAlerts.isEmpty { statements.append(AlertRows.insert(plan.newAlerts, at: time)) }
        if !plan.repeats.isEmpty { statements.append(AlertRows.count(plan.repeats, at: time)) }
        if !plan.rerouted.isEmpty { statements.append(AlertRows.reroute(plan.rerouted)) }
        if !plan.resolutions.isEmpty { statements.append(AlertRows.resolve(plan.resolutions.map(\.id), at: time)) }
        let released = keys.filter { plan.openID(of: $0) == nil }
        if !released.isEmpty { statements.append(AlertRows.release(released)) }
        let reassigned = zip(keys, candidates).compactMap { key, candidate in
            plan.replacement(of: key, claimedWith: candidate).map { (key, $0) }
        }
        if !reassigned.isEmpty { statements.append(AlertRows.reassign(reassigned)) }
        let changes = plan.incidentChanges
        if !changes.isEmpty { statements.append(AlertRows.change(changes, at: time)) }
        let lines = plan.timeline(numbers: numbers)
        if !lines.isEmpty { statements.append(Timeline.append(lines)) }
        return statements
    }
}

extension Idempotency {
    /// What tells keys apart.
    fileprivate var name: AlertKey { AlertKey(source: principal, key: key) }
}

extension AlertState {
    init(
        claimed: PostgresResult?, candidates: Set<UUID>, open: PostgresResult?, groups: PostgresResult?,
        held: PostgresResult?, firing: PostgresResult?
    ) throws {
        for row in claimed.map(Array.init) ?? [] {
            let id: UUID = try row.decode("alert_id")
            guard !candidates.contains(id) else { continue }
            openIDs[AlertKey(source: try row.decode("source"), key: try row.decode("dedup_key"))] = id
        }
        for row in open.map(Array.init) ?? [] {
            let incident: UUID? = try row.decode("incident_id")
            self.open[try row.decode("id")] = Open(
                severity: try row.enumeration("severity"), title: try row.decode("title"),
                outcome: try row.enumeration("outcome"), lastAt: try row.decode("last_at"),
                incident: try incident.map {
                    OpenIncident(
                        id: $0, number: try row.decode("number"), closedAt: try row.decode("closed_at"),
                        omitted: try row.decode("alerts_omitted"))
                })
        }
        for row in groups.map(Array.init) ?? [] {
            let key = AlertKey(source: try row.decode("source"), key: try row.decode("group_key"))
            incidents[key] = OpenIncident(
                id: try row.decode("id"), number: try row.decode("number"), omitted: try row.decode("alerts_omitted"))
        }
        for row in held.map(Array.init) ?? [] {
            standings[try row.decode("id")] = Standing(
                version: try row.decode("version"), status: try row.enumeration("status"), firing: 0)
        }
        for row in firing.map(Array.init) ?? [] {
            standings[try row.decode("incident_id")]?.firing = try row.decode("firing")
        }
    }
}
