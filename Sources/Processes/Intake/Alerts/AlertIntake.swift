import HTTPKit
import FoundationEssentials
import Organisation
import Postgres
import WorkStore
import WorkerKit

/// Takes alerts into the database, many requests in one commit.
struct AlertIntake: Sendable {
    private let committer: GroupCommitter<AlertSubmission, AlertAnswer>

    /// - Parameters:
    ///   - organisation: the configuration that decides; asked once for each commit.
    ///   - handOver: takes committed rows of the outbox, to publish them at once.
    init(
        database: PostgresClient, organisation: @escaping @Sendable () async throws -> OrganisationConfiguration,
        handOver: @escaping @Sendable ([OutboxRow]) -> Void
    ) {
        committer = GroupCommitter(
            weigh: { $0.alerts.alerts.count },
            isShared: Self.isShared,
            commit: { submissions in
                let batch = AlertBatch(submissions, in: try await organisation(), at: Date())
                let (answers, rows) = try await database.transaction { transaction in
                    let writes = try await batch.decide(in: transaction)
                    let rows = writes.announcements.map { $0.row() }
                    try await transaction.queryAndCommit(
                        writes.statements + (rows.isEmpty ? [] : [OutboxRow.insert(rows)]))
                    return (writes.answers, rows)
                }
                handOver(rows)
                return answers
            })
    }

    /// Stores the alerts of a request; returns after their commit.
    func store(_ submission: AlertSubmission) async throws -> StoredAnswer {
        switch try await committer.submit(submission) {
        case .stored(let answer): return answer
        case .keyReused: throw Problem.keyReused
        }
    }

    /// Whether an error would meet every request alike. A deadlock or a serialization failure would not.
    private static func isShared(_ error: any Error) -> Bool {
        switch error {
        case let error as PostgresError:
            error.isOutcomeUnknown || error.code == .closed
                || error.isRetriable && error.sqlState?.errorClass != "40"
        default: error is Failure || error is CancellationError
        }
    }
}
