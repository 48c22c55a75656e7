import Contracts
import FoundationEssentials
import Postgres

extension AlertPlan {
    /// Alerts that are held back since this batch, and what holds them.
    var held: [(alert: NewAlert, hold: AlertHold)] {
        (newAlerts + rerouted).compactMap { alert in alert.decision.hold.map { (alert, $0) } }
    }

    /// The orders to route what is held back when that ends.
    ///
    /// Silences are held to the end of the transaction: who ends one early waits for it, and finds what it holds back; who
    /// was faster has brought its end forward, so that the order is due at once.
    func recoveries(in database: some Querying) async throws -> [(key: String, order: RecoverAlerts)] {
        let holds = held.filter { !$0.alert.isResolved }.map(\.hold)
        guard !holds.isEmpty else { return [] }
        var ends = Dictionary(holds.map { ($0.rule, $0.until) }, uniquingKeysWith: { first, _ in first })
        let keys = Dictionary(holds.map { ($0.rule, $0.timerKey) }, uniquingKeysWith: { first, _ in first })
        let silences = ends.keys.compactMap { if case .silence(let id) = $0 { id } else { nil } }
        if !silences.isEmpty {
            let rows = try await database.query(
                Statement(
                    "select id, ends_at from core.silence where id = any($1) order by id for share",
                    [.uuidArray(silences)]))
            for row in rows { ends[.silence(try row.decode("id"))] = try row.decode("ends_at", as: Date.self) }
        }
        return ends.compactMap { rule, end in keys[rule].map { ($0, RecoverAlerts(rule, endedAt: end)) } }
            .sorted { $0.0 < $1.0 }
    }
}
