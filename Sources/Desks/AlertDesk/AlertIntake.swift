import FoundationEssentials
public import Organisation
import Postgres
import IncidentDesk
public import IncidentStore
public import WorkStore
import WorkerKit

/// Takes alerts into the database, many requests in one commit.
public struct AlertIntake: Sendable {
    private let committer: GroupCommitter<AlertSubmission, AlertAnswer>
    private let metrics: AlertMetrics

    /// - Parameters:
    ///   - organisation: the configuration that decides; asked once for each commit.
    ///   - silences: reads those that hold alerts back.
    ///   - committer: commits what a batch writes and announces.
    public init(
        organisation: @escaping @Sendable () async throws -> OrganisationConfiguration, silences: SilenceBook,
        committer: Committer, metrics: AlertMetrics
    ) {
        self.metrics = metrics
        self.committer = GroupCommitter(
            weigh: { $0.alerts.alerts.count },
            isShared: Self.isShared,
            commit: { submissions in
                let batch = AlertBatch(submissions, in: try await organisation(), silences: silences, at: Date())
                return try await committer.commit { work in
                    let writes = try await batch.decide(in: work)
                    for statement in writes.statements { work.write(statement) }
                    writes.tell(in: work)
                    return writes.answers
                }
            })
    }

    /// Stores the alerts of a request; returns after their commit.
    /// - Throws: ``AlertDeskError``, or what the database or the configuration throws.
    public func store(_ submission: AlertSubmission) async throws -> StoredAnswer {
        try await withCheckedThrowingContinuation { continuation in
            store(submission) { continuation.resume(with: $0) }
        }
    }

    /// Stores the alerts of a request.
    /// - Parameter answer: called once, after their commit, from any thread, with what ``store(_:)`` returns or throws; must
    ///   not block.
    public func store(
        _ submission: AlertSubmission, answer: @escaping @Sendable (Result<StoredAnswer, any Error>) -> Void
    ) {
        let metrics = metrics
        committer.submit(submission) { result in
            answer(
                Result {
                    let stored = try Self.answer(result)
                    metrics.count(submission)
                    return stored
                })
        }
    }

    private static func answer(_ result: Result<AlertAnswer, any Error>) throws -> StoredAnswer {
        do {
            switch try result.get() {
            case .stored(let answer): return answer
            case .keyReused: throw AlertDeskError.keyReused
            }
        } catch is GroupCommitterIsFull {
            throw AlertDeskError.overloaded
        }
    }

    /// Whether an error would meet every request alike. A deadlock or another conflict would not.
    private static func isShared(_ error: any Error) -> Bool {
        switch error {
        case let error as PostgresError: error.isOutcomeUnknown || error.trouble == .outage
        default: error is Failure || error is CancellationError
        }
    }
}
