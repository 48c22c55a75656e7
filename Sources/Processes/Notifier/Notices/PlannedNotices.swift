import FoundationEssentials
import Postgres
import WorkStore

/// Reads planned notices: those that are asked for while others are being read go together, in one statement.
struct PlannedNotices: Sendable {
    private let reads: GroupCommitter<UUID, PlannedNotice?>

    init(_ database: PostgresClient) {
        reads = GroupCommitter(batchWeight: 200, isShared: { ($0 as? PostgresError)?.isOutage == true }) { ids in
            let notices = try await PlannedNotice.load(ids, from: database)
            return ids.map { notices[$0] }
        }
    }

    /// The notice with an id; `nil` when none was planned.
    func notice(_ id: UUID) async throws -> PlannedNotice? {
        try await reads.submit(id)
    }
}
