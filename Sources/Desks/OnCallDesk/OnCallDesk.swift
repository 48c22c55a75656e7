import Encodings
public import FoundationEssentials
import Incident
public import IncidentStore
import JSON
public import OnCall
public import Organisation
public import Postgres
public import WorkStore

/// Who is on call, with what people changed about it, and these changes.
public struct OnCallDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where changes are read.
    ///   - committer: writes them.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// The timetable of a schedule or rota with the changes that matter to a span.
    /// - Throws: ``ScheduleRefusal/notFound``; `PostgresError`.
    public func timetable(
        of name: String, in span: Range<Date>, by organisation: OrganisationConfiguration
    ) async throws -> Timetable {
        let schedule = try Self.schedule(name, in: organisation)
        return organisation.timetable(of: schedule, changes: try await changes(of: name, in: span))
    }

    /// The timetables of all schedules and rotas, by name, with the changes that matter at a moment and after it.
    public func timetables(
        at moment: Date, by organisation: OrganisationConfiguration
    ) async throws -> [Timetable] {
        let reach = ScheduleChangeRules.longest
        let records = try await ScheduleChanges.changes(
            from: moment.addingTimeInterval(-reach), until: moment.addingTimeInterval(reach), in: database)
        let changes = Dictionary(grouping: records, by: \.schedule).mapValues { $0.map(\.change) }
        return organisation.allSchedules.map { organisation.timetable(of: $0, changes: changes[$0.name] ?? []) }
    }

    /// The changes of a schedule that are not over.
    /// - Throws: ``ScheduleRefusal/notFound``; `PostgresError`.
    public func changes(
        of name: String, after moment: Date, by organisation: OrganisationConfiguration
    ) async throws -> [ScheduleChangeRecord] {
        _ = try Self.schedule(name, in: organisation)
        return try await ScheduleChanges.changes(of: name, from: moment, in: database)
    }

    /// Lets somebody take a layer for a while, or adds them.
    /// - Returns: the answer: the change; the earlier one when the idempotency key was used before.
    /// - Throws: ``OnCallDeskError``; `PostgresError`.
    public func override(
        _ name: String, _ request: OverrideRequest, by organisation: OrganisationConfiguration, actor: String,
        idempotency: Idempotency?
    ) async throws -> StoredAnswer {
        let rules = try Self.rules(name, organisation)
        return try await write(name, try rules.change(request), request.reason, actor: actor, idempotency: idempotency)
    }

    /// Exchanges the shifts of two people.
    /// - Returns: the answer: the change; the earlier one when the idempotency key was used before.
    /// - Throws: ``OnCallDeskError``; `PostgresError`.
    public func swap(
        _ name: String, _ request: SwapRequest, by organisation: OrganisationConfiguration, actor: String,
        idempotency: Idempotency?
    ) async throws -> StoredAnswer {
        let rules = try Self.rules(name, organisation)
        let standing = try await ScheduleChanges.changes(of: name, from: request.from, in: database).map(\.change)
        let change = try rules.change(request, standing: standing)
        return try await write(name, change, request.reason, actor: actor, idempotency: idempotency)
    }

    /// Takes a change back.
    /// - Returns: what it was.
    /// - Throws: ``ScheduleRefusal/notFound`` when there is none, or no more; `PostgresError`.
    public func withdraw(_ id: UUID, of name: String, actor: String) async throws -> ScheduleChangeRecord {
        try await committer.commit { work in
            let rows = try await work.query(ScheduleChanges.withdraw(id, of: name, by: actor))
            guard let record = try ScheduleChanges.withdrawn(rows) else {
                throw OnCallDeskError(.notFound, "there is no such change of \(name), or it was withdrawn before")
            }
            work.write(ScheduleChanges.audit(record, action: "oncall.withdrawn", by: actor))
            return record
        }
    }

    /// What people changed about a schedule that matters to a span: a shift that reaches into it may be cut by a change that does not,
    /// within the longest turn.
    func changes(of name: String, in span: Range<Date>) async throws -> [ScheduleChange] {
        let reach = ScheduleChangeRules.longest
        return try await ScheduleChanges.changes(
            of: name, from: span.lowerBound.addingTimeInterval(-reach),
            until: span.upperBound.addingTimeInterval(reach), in: database
        ).map(\.change)
    }

    private func write(
        _ name: String, _ change: ScheduleChange, _ reason: String, actor: String, idempotency: Idempotency?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            switch try await IdempotencyRows.earlier(idempotency, in: work) {
            case nil: break
            case .answered(let answer): return answer
            case .keyReused: throw OnCallDeskError(.keyReused, Idempotency.reused)
            }
            let record = ScheduleChangeRecord(
                id: .v7(), schedule: name, change: change, reason: reason, createdAt: Date(), createdBy: actor)
            let answer = StoredAnswer(status: 201, body: record.json.bytes())
            work.write(ScheduleChanges.insert(record))
            work.write(ScheduleChanges.audit(record, action: "oncall.changed", by: actor))
            if let idempotency { work.write(IdempotencyRows.keep([(idempotency, answer)])) }
            return answer
        }
    }

    private static func rules(_ name: String, _ organisation: OrganisationConfiguration) throws -> ScheduleChangeRules {
        ScheduleChangeRules(schedule: try schedule(name, in: organisation), organisation: organisation, now: Date())
    }

    private static func schedule(_ name: String, in organisation: OrganisationConfiguration) throws -> Schedule {
        guard let schedule = organisation.schedule(named: name) else {
            throw OnCallDeskError.noSchedule(among: organisation.allSchedules.map(\.name))
        }
        return schedule
    }
}
