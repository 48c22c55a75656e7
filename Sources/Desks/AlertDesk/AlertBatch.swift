import Encodings
package import FoundationEssentials
import Incident
package import Organisation
package import Postgres
import IncidentStore
import IncidentDesk
import PlaybookDesk
import PlaybookStore

/// Writes a batch of alerts in a transaction: two round trips, three when incidents are opened.
///
/// First the names of groups and idempotency keys are locked, then the rows of open alerts, of routes that are asked for an
/// incident, and of incidents that can come to rest, each in one order for all, so that batches of several instances wait
/// for each other and never in a circle.
package struct AlertBatch: Sendable {
    private let submissions: [RoutedSubmission]
    private let organisation: OrganisationConfiguration
    private let silences: SilenceBook
    private let time: Date
    private let keys: [AlertKey]
    private let candidates: [UUID]
    private let groups: [AlertKey]
    private let resolved: [AlertKey]
    private let asks: [RouteLoadRows.Ask]
    private let idempotencies: [Idempotency]
    private let playbooks: [String]

    package init(
        _ submissions: [AlertSubmission], in organisation: OrganisationConfiguration, silences: SilenceBook,
        at time: Date
    ) {
        self.submissions = submissions.map { RoutedSubmission($0, in: organisation) }
        self.organisation = organisation
        self.silences = silences
        self.time = time
        var keys: Set<AlertKey> = []
        var groups: Set<AlertKey> = []
        var resolved: Set<AlertKey> = []
        var asks: Set<RouteLoadRows.Ask> = []
        var playbooks: Set<String> = []
        for routed in self.submissions {
            let submission = routed.submission
            for (alert, decision) in zip(submission.alerts.alerts, routed.decisions) {
                let key = AlertKey(source: submission.owner, key: alert.dedupKey)
                keys.insert(key)
                if decision == nil { resolved.insert(key) }
                guard let decision, decision.plan != nil, let rule = decision.rule else { continue }
                if let trigger = decision.trigger { playbooks.insert(trigger.playbook) }
                let group = decision.group(of: alert, from: submission.owner)
                asks.insert(RouteLoadRows.Ask(route: rule.name, group: group, grouping: rule.grouping))
                if let group { groups.insert(group) }
            }
        }
        self.keys = keys.sorted()
        self.groups = groups.sorted()
        self.resolved = resolved.sorted()
        self.asks = Array(asks)
        self.playbooks = playbooks.sorted()
        candidates = self.keys.map { _ in .v7() }
        idempotencies = submissions.compactMap(\.idempotency)
    }

    /// What the batch comes to, and what that was decided from.
    struct Decided: Sendable {
        var plan: AlertPlan
        var state: AlertState
        fileprivate var submissions: [RoutedSubmission]
        fileprivate var batch: AlertBatch
        fileprivate var freshness: [Freshness]
        fileprivate var kept: [(Idempotency, StoredAnswer)]

        /// What it comes to when no route waits with an alert.
        func withoutWaiting() -> AlertPlan { batch.plan(submissions.map(\.withoutWaiting), state) }
    }

    private func plan(_ submissions: [RoutedSubmission], _ state: AlertState) -> AlertPlan {
        AlertPlan(
            submissions, state: state, candidates: Dictionary(uniqueKeysWithValues: zip(keys, candidates)),
            organisation: organisation, at: time)
    }

    /// Locks, reads and decides; writes nothing but the locks' own rows.
    func decided(in database: some Querying) async throws -> Decided {
        var (state, holds, kept) = try await lock(in: database)
        let fresh = freshness(kept)
        let decided = zip(submissions, fresh).map { $1 == .fresh ? $0.held(by: holds) : $0.withoutAlerts }
        let versions = playbooks.isEmpty ? [] : try await PlaybookRows.current(playbooks, in: database)
        state.playbooks = Dictionary(versions.map { ($0.playbook, $0) }, uniquingKeysWith: { first, _ in first })
        var plan = plan(decided, state)
        if !plan.uncounted.isEmpty {
            // An incident was closed, or its window ended, between two statements above.
            let routes = plan.uncounted.sorted()
            let loads = try await database.pipeline([RouteLoadRows.lock(routes), RouteLoadRows.storms(routes)])
            state.loads.merge(try RouteLoadRows.loads(loads[0], loads[1])) { _, new in new }
            plan = self.plan(decided, state)
        }
        return Decided(
            plan: plan, state: state, submissions: decided, batch: self, freshness: fresh, kept: kept)
    }

    /// Locks, reads, decides, and writes the new incidents. The rest is for the caller to write and commit.
    package func decide(in database: some Querying) async throws -> AlertWrites {
        let decided = try await decided(in: database)
        let (plan, state) = (decided.plan, decided.state)
        var numbers: [UUID: Int64] = [:]
        if !plan.openings.isEmpty {
            numbers = try Incidents.numbers(
                try await database.query(IncidentOpening.insert(plan.openings.map(\.opening))))
        }
        let started = try await TriggeredStart.begin(
            (plan.newAlerts + plan.rerouted).compactMap(\.start), in: database)
        let (answers, answersToKeep) = answers(plan, started, decided.freshness, decided.kept)
        var statements =
            statements(plan, numbers: numbers) + started.map(\.insert)
            + AlertChangeRows.statements(decided.submissions.map(\.submission), at: time)
        if !answersToKeep.isEmpty { statements.append(IdempotencyRows.keep(answersToKeep)) }
        return AlertWrites(
            statements: statements, announcements: plan.announcements(state, numbers: numbers),
            timers: plan.timers(state, numbers: numbers), recoveries: try await plan.recoveries(in: database),
            answers: answers, receipts: plan.receipts, started: started)
    }

    // MARK: Locking and reading

    private func lock(
        in database: some Querying
    ) async throws -> (AlertState, AlertHolds, [(Idempotency, StoredAnswer)]) {
        let names = idempotencies.map(\.lock) + groups.map { AdvisoryLock.group($0.source, $0.key) }
        var statements: [Statement] = []
        if !names.isEmpty { statements.append(AdvisoryLock.take(names)) }
        func add(_ statement: Statement, if needed: Bool) -> Int? {
            guard needed else { return nil }
            statements.append(statement)
            return statements.count - 1
        }
        let kept = add(IdempotencyRows.find(idempotencies), if: !idempotencies.isEmpty)
        let claimed = add(AlertRows.claim(keys, ids: candidates), if: !keys.isEmpty)
        let asked = add(RouteLoadRows.lock(asks), if: !asks.isEmpty)
        let routes = Set(asks.map(\.route)).sorted()
        let locked = add(AlertRows.lock(resolved, groups, routes), if: !resolved.isEmpty)
        let firing = add(AlertRows.firing(resolved, groups), if: !resolved.isEmpty)
        let open = add(AlertRows.open(keys, claimedWith: candidates), if: !keys.isEmpty)
        let grouped = add(AlertRows.groups(groups), if: !groups.isEmpty)
        let storms = add(RouteLoadRows.storms(routes), if: !routes.isEmpty)
        let active = add(Silences.active, if: !keys.isEmpty)
        guard !statements.isEmpty else { return (AlertState(), .none, []) }
        let results = try await database.pipeline(statements)
        var state = try AlertState(
            claimed: claimed.map { results[$0] }, candidates: Set(candidates), open: open.map { results[$0] },
            groups: grouped.map { results[$0] }, locked: locked.map { results[$0] }, firing: firing.map { results[$0] })
        if let asked, let storms { state.loads = try RouteLoadRows.loads(results[asked], results[storms]) }
        let silences = try active.map { try self.silences.read(results[$0]) } ?? []
        return (
            state, AlertHolds(silences, in: organisation, at: time),
            try kept.map { try IdempotencyRows.kept(results[$0]) } ?? []
        )
    }

    // MARK: Idempotency

    fileprivate enum Freshness: Equatable {
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
        _ plan: AlertPlan, _ started: [TriggeredStart.Started], _ freshness: [Freshness],
        _ kept: [(Idempotency, StoredAnswer)]
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
                let receipts = plan.receipts[index].map { receipt in
                    var receipt = receipt
                    if !receipt.deduplicated { receipt.started = started.first { $0.alert == receipt.id } }
                    return receipt
                }
                let body = AlertAnswerBody.bytes(
                    receipts + changed, rejections: submission.alerts.rejections)
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
        statements += RouteLoadRows.write(plan.changedLoads)
        if !plan.groups.isEmpty { statements.append(AlertRows.assign(plan.groups, at: time)) }
        if !plan.newAlerts.isEmpty { statements.append(AlertRows.insert(plan.newAlerts, at: time)) }
        if !plan.repeats.isEmpty { statements.append(AlertRows.count(plan.repeats, at: time)) }
        if !plan.rerouted.isEmpty { statements.append(AlertRows.reroute(plan.rerouted)) }
        if !plan.released.isEmpty { statements.append(HeldAlerts.release(plan.released, at: time)) }
        if !plan.held.isEmpty { statements.append(HeldAlerts.hold(plan.held, at: time)) }
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
