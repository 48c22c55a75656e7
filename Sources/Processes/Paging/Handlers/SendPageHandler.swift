import Capabilities
import Contracts
import Encodings
import Escalation
import FoundationEssentials
import Incident
import IncidentStore
import PageStore
import Postgres
import WorkStore
import WorkerKit

/// Reaches somebody in one way, unless somebody has answered meanwhile.
struct SendPageHandler: EffectHandler {
    let carrier: PageCarrier
    let metrics: PageMetrics

    func handle(_ message: Received<SendPage>, effects: Effects) async throws -> Completion {
        let id = message.body.attempt
        if let until = try await held(id, effects) {
            return { work in
                work.schedule(
                    message.body, key: "attempt/\(UUIDText.string(from: id))", at: until,
                    about: Subject(name: message.subject, id: message.correlationID, cause: message.traceparent))
            }
        }
        // Right before the intent: who acknowledges after this finds the attempt in the provider's hands.
        let begin = PlannedAttempt.begin(id)
        guard let row = try await effects.query(begin.sql, begin.binds).first else {
            return { work in
                try await release(id, in: work)
                work.write(Attempts.supersede(id))
            }
        }
        let attempt = try PageText.complete(PlannedAttempt(row))
        let others = try await bundle(attempt, effects)
        do {
            let page = try await carrier.message(PageText.bundle(attempt, with: others), effects: effects)
            let (provider, object) = try await carrier.carry(page, effects: effects)
            if attempt.kind == .page { metrics.handed(due: attempt.due) }
            return { work in
                for statement in Attempts.sent(id, by: provider, answer: object.externalID) { work.write(statement) }
                guard attempt.kind == .page else { return }
                work.write(
                    Timeline.append(
                        ([attempt] + others).map { each in
                            Timeline.Line(
                                of: each.incident, .page, by: "paging",
                                "Paged \(each.person) by \(each.channel.rawValue): \(each.reason)")
                        }))
            }
        } catch let failure as Failure where failure.remedy == .deadLetter {
            return { work in
                try await release(id, in: work)
                try await refused(attempt, because: failure, in: work)
            }
        }
    }

    /// Until when an attempt waits, since there were many to the same address lately.
    private func held(_ id: UUID, _ effects: Effects) async throws -> Date? {
        let hold = Bundles.hold(id)
        return try await effects.query(hold.sql, hold.binds).first?.decode("due_at")
    }

    /// What goes along: all that is due to the same address. A try that is repeated takes along what the first one took and
    /// nobody has answered since.
    private func bundle(_ attempt: PlannedAttempt, _ effects: Effects) async throws -> [PlannedAttempt] {
        // What is posted in a conversation names one incident.
        guard attempt.kind == .page, attempt.channel != .conversation else { return [] }
        let change = attempt.tries == 1 ? Bundles.gather(attempt.id) : Bundles.leaveOutAnswered(attempt.id)
        _ = try await effects.query(change.sql, change.binds)
        let members = Bundles.members(attempt.id)
        return try await effects.query(members.sql, members.binds).map { try PlannedAttempt($0) }
    }

    /// Sends alone what was to go along.
    private func release(_ id: UUID, in work: UnitOfWork) async throws {
        for row in try await work.query(Bundles.release(id)) {
            work.order(
                SendPage(attempt: try row.decode("id")),
                about: Subject(name: try row.decode("name"), id: try row.decode("incident_id"), cause: nil))
        }
    }

    func gaveUp(on message: Received<SendPage>, because failure: Failure, in work: UnitOfWork) async throws {
        try await release(message.body.attempt, in: work)
        guard let row = try await work.query(PlannedAttempt.find(message.body.attempt)).first else { return }
        try await refused(try PlannedAttempt(row), because: failure, in: work)
    }

    /// The next way is tried at once; when there is none, the next step is due when nobody else of this one can be reached.
    private func refused(_ attempt: PlannedAttempt, because failure: Failure, in work: UnitOfWork) async throws {
        _ = try await work.query(Escalations.lock(ofPage: attempt.page))
        guard let row = try await work.query(Attempts.failed(attempt.id, because: failure.detail)).first else { return }
        guard attempt.kind == .page else { return }
        let subject = Subject(name: attempt.incidentName, id: attempt.incident, cause: nil)
        work.write(
            Timeline.append([
                Timeline.Line(
                    of: attempt.incident, .page, by: "paging",
                    "could not page \(attempt.person) by \(attempt.channel.rawValue): \(failure.detail)")
            ]))
        if let next = try row.decode("next", as: UUID?.self) {
            work.order(SendPage(attempt: next), about: subject)
        }
        guard try row.decode("last", as: Bool.self) else { return }
        for row in try await work.query(Attempts.pageFailed(attempt.page)) {
            work.order(AdvanceEscalation(escalation: try row.decode("id")), about: subject)
        }
    }
}
