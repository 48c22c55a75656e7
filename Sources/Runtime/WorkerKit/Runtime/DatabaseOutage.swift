import Logging
import Postgres

/// Holds a queue while the database is away, as one of its handlers found out.
struct DatabaseOutage: Sendable {
    static let interval: Duration = .seconds(1)

    let database: PostgresClient
    let holds: Holds
    let logger: Logger
    var interval = Self.interval

    /// Gives everything back to the queue.
    /// - Returns: whether the caller is the first to notice, who then waits with ``waitForEnd()``.
    func begin() async -> Bool {
        guard await holds.add(.database) else { return false }
        logger.warning("the database is away; messages are given back until it returns")
        return true
    }

    /// Tries until the database answers, or the task is cancelled; then the queue is consumed again, unless somebody else
    /// holds it.
    func waitForEnd() async {
        while !Task.isCancelled {
            if (try? await database.query("select 1 as one")) != nil { break }
            try? await Task.sleep(for: interval)
        }
        await holds.remove(.database)
        logger.notice("the database is back")
    }
}
