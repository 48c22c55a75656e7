import Postgres
import Synchronization

/// Whether the database is away, as one of a process' handlers found out: only the first one acts on it.
final class DatabaseHealth: Sendable {
    private let database: PostgresClient
    private let isAway = Mutex(false)

    init(database: PostgresClient) {
        self.database = database
    }

    /// - Returns: whether the caller is the first to notice.
    func beginOutage() -> Bool {
        isAway.withLock { isAway in
            defer { isAway = true }
            return !isAway
        }
    }

    /// Tries until the database answers, or the task is cancelled.
    func waitUntilReachable() async {
        while !Task.isCancelled {
            if (try? await database.query("select 1 as one")) != nil { break }
            try? await Task.sleep(for: .seconds(1))
        }
        isAway.withLock { $0 = false }
    }
}
