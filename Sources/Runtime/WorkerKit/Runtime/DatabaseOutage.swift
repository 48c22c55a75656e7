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

    /// Tries until the database answers and is no standby, or the task is cancelled; then the queue is consumed again, unless
    /// somebody else holds it. A full disk answers as well: there the pause before the first look is what keeps messages from
    /// going round and round.
    func waitForEnd() async {
        repeat {
            try? await Task.sleep(for: interval)
            let rows = try? await database.query("select pg_is_in_recovery() as standby")
            if (try? rows?.first?.decode("standby", as: Bool.self)) == false { break }
        } while !Task.isCancelled
        await holds.remove(.database)
        logger.notice("the database is back")
    }
}
