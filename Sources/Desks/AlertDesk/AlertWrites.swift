import Contracts
package import Postgres
package import WorkStore
import IncidentDesk
import PlaybookDesk

/// What a batch of alerts leaves to be done in its transaction, and what its requests are answered.
package struct AlertWrites: Sendable {
    package var statements: [Statement]
    var announcements: [Announcement]
    var timers: AlertTimers
    /// What is to be routed later, when what holds it back ends, by the keys of timers.
    var recoveries: [(key: String, order: RecoverAlerts)]
    var answers: [AlertAnswer]
    /// For each request, what became of its alerts.
    var receipts: [[AlertReceipt]]
    /// The executions that were started.
    var started: [TriggeredStart.Started] = []

    /// Announces, orders and schedules what follows from the rows.
    package func tell(in work: UnitOfWork) {
        work.announce(announcements)
        timers.set(in: work)
        for start in started { start.tell(in: work, cause: nil) }
        for (key, order) in recoveries {
            work.schedule(order, key: key, at: order.endedAt, about: Subject(name: key, id: nil, cause: nil))
        }
    }
}
