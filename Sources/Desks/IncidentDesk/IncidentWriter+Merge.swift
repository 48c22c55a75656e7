import Contracts
import FoundationEssentials
public import Incident
public import IncidentStore
import JSON
import Organisation
import Postgres
import WorkStore

/// An alert or a group came in before the locks were taken that keep others out: the transaction is to be begun again.
struct AlertsMoved: Error {
    /// How often that is done before somebody is told.
    static let tries = 8

    /// Runs something again while alerts move under it.
    static func again<Value: Sendable>(
        of name: IncidentName, _ body: () async throws -> Value
    ) async throws -> Value {
        for _ in 1..<tries {
            do { return try await body() } catch is AlertsMoved { continue }
        }
        do { return try await body() } catch is AlertsMoved {
            throw IncidentDeskError(.notYet, "alerts of \(name) keep coming in at this moment: try again")
        }
    }
}

extension IncidentWriter {
    /// Closes an incident as a duplicate of another, to which what fires in it passes on, with whatever comes later. Nothing has to
    /// be answered first: the response goes on. Reopening it undoes that.
    /// - Parameters:
    ///   - actor: who says so.
    ///   - viewer: the same, as far as it decides whether the incidents are there.
    ///   - trace: the `traceparent` of the request.
    /// - Returns: for a request with an idempotency key its answer.
    /// - Throws: ``IncidentDeskError``; `PostgresError`.
    public func merge(
        _ name: IncidentName, _ request: MergeRequest, actor: String, viewer: Viewer, idempotency: Idempotency?,
        trace: String?
    ) async throws -> StoredAnswer? {
        guard name != request.into else {
            throw IncidentDeskError.invalid(
                "/into", "\(name) is no duplicate of itself: name the incident that goes on")
        }
        return try await AlertsMoved.again(of: name) {
            try await committer.commit { work in
                if let kept = try await replay(idempotency, in: work) { return kept }
                try await Merging(actor: actor, viewer: viewer, trace: trace).merge(name, request, in: work)
                guard let idempotency else { return nil }
                work.endPart()
                let answer = try await Self.answer(name, for: viewer, publicURL: publicURL, in: work)
                work.write(IdempotencyRows.keep([(idempotency, answer)]))
                return answer
            }
        }
    }
}

/// How incidents become one, and two again.
struct Merging: Sendable {
    var actor: String
    var viewer: Viewer
    var trace: String?

    func merge(_ name: IncidentName, _ request: MergeRequest, in work: UnitOfWork) async throws {
        guard let first = try await Incidents.incident(name, for: viewer, in: work) else {
            throw IncidentDeskError.noIncident(name)
        }
        guard let second = try await Incidents.incident(request.into, for: viewer, in: work) else {
            throw IncidentDeskError.invalid("/into", "there is no incident \(request.into)")
        }
        guard
            let held = try await AlertPassage(from: [first.id]).hold([first.id, second.id], for: viewer, in: work)
        else { throw AlertsMoved() }
        guard var duplicate = held[first.id]?.incident else { throw IncidentDeskError.noIncident(name) }
        guard var other = held[second.id]?.incident else {
            throw IncidentDeskError.invalid("/into", "there is no incident \(request.into)")
        }
        let merge = IncidentMerge(
            duplicate: duplicate, other: other,
            current: try await Merges.current(of: [duplicate.id, other.id], in: work), viewer: viewer)
        guard try merge.check() else { return }
        let given = try await AlertPassage.pass(on: duplicate.id, to: other.id, in: work)
        let passed = given?.firing ?? 0
        work.write(Merges.insert(duplicate.id, into: other.id, by: actor))
        let isClosed = duplicate.status == .closed
        if !isClosed {
            duplicate.status = .closed
            duplicate.stamp(at: Date())
        }
        // A new status is told with what goes on instead.
        IncidentNote(isClosed ? .changed : .status, merge.ending(passed, note: request.note), isTold: isClosed).write(
            (isClosed ? [] : ["status"]) + [IncidentUpdated.duplicateOf], to: &duplicate, actor: actor, cause: trace,
            in: work)
        IncidentNote(.changed, merge.going(passed, note: request.note)).write(
            [IncidentUpdated.duplicates], to: &other, actor: actor, cause: trace, in: work)
        work.cancelTimer(key: IncidentSettlement.timer(of: duplicate.id))
        guard let given else { return }
        for statement in AlertPassage.count(given, to: other.id) { work.write(statement) }
        work.cancelTimer(key: IncidentSettlement.timer(of: other.id))
        // What fires in it now may have it active and page again.
        work.endPart()
        try await IncidentSettlement.settle([(other.id, trace)], in: work)
    }

    /// What is held of an incident that may be a duplicate: those that its alerts may have passed on to, and whose they are.
    struct Held: Equatable {
        var holders: [UUID] = []
        var family: [UUID] = []
    }

    private static func around(_ incident: UUID, in work: UnitOfWork) async throws -> Held {
        let holders = try await Merges.successors(of: incident, in: work)
        return holders.isEmpty
            ? Held() : Held(holders: holders, family: try await Merges.family(of: incident, in: work))
    }

    /// Takes the locks for an incident that may be a duplicate and is about to be reopened, in the order of all.
    func prepare(_ name: IncidentName, in work: UnitOfWork) async throws -> Held {
        guard let incident = try await Incidents.incident(name, for: viewer, in: work) else { return Held() }
        let found = try await Self.around(incident.id, in: work)
        if found.holders.isEmpty { return found }
        let passage = AlertPassage(from: found.holders, origins: found.family)
        guard try await passage.hold([incident.id] + found.holders, for: .system, in: work) != nil else {
            throw AlertsMoved()
        }
        return found
    }

    /// Gives an incident that is reopened what it had, from whichever has it now.
    /// - Returns: what the timeline says of it; `nil` for one that is no duplicate.
    /// - Throws: ``AlertsMoved`` when incidents were merged before all of that was held.
    func undo(_ record: IncidentRecord, _ held: Held, in work: UnitOfWork) async throws -> String? {
        let holders = held.holders
        guard try await Self.around(record.id, in: work) == held else { throw AlertsMoved() }
        guard let next = holders.first else { return nil }
        let all = try await AlertPassage(from: holders, origins: held.family).giveBack(to: record.id, in: work)
        work.write(Merges.end(record.id, by: actor))
        for given in all {
            for statement in AlertPassage.count(given, to: record.id) { work.write(statement) }
        }
        let back = all.reduce(0) { $0 + $1.alerts }
        let alerts =
            switch back {
            case 0: ""
            case 1: "; an alert is its own again"
            default: "; \(back) alerts are its own again"
            }
        var name = "another incident"
        for id in holders where id == next || all.contains(where: { $0.incident == id }) {
            guard var other = try await Incidents.incident(id, for: .system, in: work) else { continue }
            if id == next, IncidentMerge.mayHold(record.visibility, other.visibility) { name = other.name }
            IncidentNote(.changed, "\(record.name) is no duplicate of \(other.name) any more\(alerts)").write(
                [IncidentUpdated.duplicates], to: &other, actor: actor, cause: trace, in: work)
        }
        return "\(record.name) is no duplicate of \(name) any more\(alerts)"
    }
}
