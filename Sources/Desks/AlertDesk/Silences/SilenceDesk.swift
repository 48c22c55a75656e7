import Contracts
import Encodings
public import FoundationEssentials
import Incident
public import IncidentStore
import JSON
public import Postgres
import Silencing
public import WorkStore

/// Keeps alerts quiet for a while.
public struct SilenceDesk: Sendable {
    /// Silences that are not over, at most: each is asked about each alert.
    static let most = 1000
    /// No silence is longer: what is never wanted is a route.
    static let longest = 400 * 86_400.0

    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where silences are read.
    ///   - committer: writes them.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// Silences, the newest first; see ``Silences/list(states:after:limit:in:)``.
    public func list(
        states: [SilenceRecord.State], after cursor: String?, limit: Int
    ) async throws -> Page<SilenceRecord> {
        try await Silences.list(states: states, after: cursor, limit: limit, in: database)
    }

    /// One of them.
    /// - Throws: ``SilenceRefusal/notFound``; `PostgresError`.
    public func silence(_ id: UUID) async throws -> SilenceRecord {
        guard let row = try await database.query(Silences.silence(id)).first else { throw SilenceDeskError.noSilence }
        return try SilenceRecord(row)
    }

    /// Makes a silence. It holds back what is decided after its commit, on every instance.
    /// - Returns: the answer: the silence; the earlier one when the idempotency key was used before.
    /// - Throws: ``SilenceDeskError``; `PostgresError`.
    public func create(
        _ request: SilenceRequest, actor: String, idempotency: Idempotency?, at now: Date = Date()
    ) async throws -> StoredAnswer {
        let silence = try Self.silence(request, actor: actor, at: now)
        return try await committer.commit { work in
            switch try await IdempotencyRows.earlier(idempotency, in: work) {
            case nil: break
            case .answered(let answer): return answer
            case .keyReused: throw SilenceDeskError(.keyReused, Idempotency.reused)
            }
            let count: Int? = try await work.query(Silences.count).first?.decode("count")
            guard count ?? 0 < Self.most else {
                throw SilenceDeskError(
                    .over, "there are \(Self.most) silences that are not over; end some with `muster silence expire`")
            }
            guard let row = try await work.query(Silences.insert(silence, by: actor)).first else {
                throw SilenceDeskError.noSilence
            }
            let record = try SilenceRecord(row)
            let answer = StoredAnswer(status: 201, body: record.json.bytes())
            work.write(Silences.audit(record, action: "silence.created", by: actor))
            if let idempotency { work.write(IdempotencyRows.keep([(idempotency, answer)])) }
            return answer
        }
    }

    /// Ends a silence now. What it holds back and what fires still is routed at once.
    /// - Throws: ``SilenceRefusal/notFound``, ``SilenceRefusal/over``; `PostgresError`.
    public func expire(_ id: UUID, actor: String, trace: String?) async throws -> SilenceRecord {
        try await committer.commit { work in
            guard let row = try await work.query(Silences.expire(id, by: actor)).first else {
                guard try await !work.query(Silences.silence(id)).isEmpty else { throw SilenceDeskError.noSilence }
                throw SilenceDeskError(.over, "this silence is over already")
            }
            let record = try SilenceRecord(row)
            work.write(Silences.audit(record, action: "silence.expired", by: actor))
            let hold = AlertHold(record.silence)
            work.cancelTimer(key: hold.timerKey)
            work.order(
                RecoverAlerts(hold.rule, endedAt: record.silence.until),
                about: Subject(name: hold.timerKey, id: nil, cause: trace))
            return record
        }
    }

    private static func silence(_ request: SilenceRequest, actor: String, at now: Date) throws -> Silence {
        let from = request.from ?? now
        guard from < request.until, request.until.timeIntervalSince(from) <= longest else {
            throw SilenceDeskError(.invalid, at: "/until", "until must lie after from, and at most 400 days")
        }
        guard request.until > now else {
            throw SilenceDeskError(.invalid, at: "/until", "until lies in the past: nothing would be kept quiet")
        }
        return Silence(
            id: .v7(), matchers: request.matchers, from: from, until: request.until, reason: request.reason,
            author: request.author ?? actor)
    }
}
