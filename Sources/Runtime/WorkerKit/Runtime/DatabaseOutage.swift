import AMQP
import Logging
import Postgres

/// Holds a queue while the database is away, as one of its handlers found out.
struct DatabaseOutage: Sendable {
    static let interval: Duration = .seconds(1)

    /// What an outage has left in hand.
    struct Spared: Sendable {
        /// Deliveries that have come back ``Holds/worn`` times.
        var deliveries: [Delivery]
        /// Outages since anything was done, this one included; 0 when something was done since the last.
        var fruitless: Int
    }

    let database: PostgresClient
    let holds: Holds
    let logger: Logger
    var interval = Self.interval
    let progress: Progress

    /// Gives everything back to the queue.
    /// - Returns: what is not given back once more, to the first who notices, who then waits with
    ///   ``waitForEnd(after:)``; `nil` to the others.
    func begin() async -> Spared? {
        guard await holds.add(.database) else { return nil }
        logger.warning("the database is away; messages are given back until it returns")
        return Spared(deliveries: await holds.takeSpared(), fruitless: progress.beginOutage())
    }

    /// Tries until the database answers and is no standby, or the task is cancelled; then the queue is consumed again, unless
    /// somebody else holds it. A full disk answers as well: there the pause before the first look, twice as long after each
    /// outage since which nothing was done, is what keeps messages from going round and round.
    /// - Parameter fruitless: how many such outages there were.
    func waitForEnd(after fruitless: Int) async {
        var pause = interval * (1 << min(fruitless, 5))
        repeat {
            try? await Task.sleep(for: pause)
            pause = interval
            let rows = try? await database.query("select pg_is_in_recovery() as standby")
            if (try? rows?.first?.decode("standby", as: Bool.self)) == false { break }
        } while !Task.isCancelled
        await holds.remove(.database)
        logger.notice("the database is back")
    }
}
