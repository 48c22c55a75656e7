public import Contracts
import FoundationEssentials
import Incident
public import Organisation
import Postgres
public import WorkStore

/// Routes what a silence or a maintenance window held back and what fires still, once that has ended.
public struct AlertRecovery: Sendable {
    private let silences: SilenceBook

    /// - Parameter silences: reads those that hold alerts back now.
    public init(silences: SilenceBook) { self.silences = silences }

    /// Routes a part of them, and orders the next part. What another silence or window holds back stays, until that ends;
    /// what is over by now, and what was routed since, stays as it is: given twice the order does nothing more.
    public func recover(
        _ order: RecoverAlerts, about subject: Subject, in organisation: OrganisationConfiguration,
        work: UnitOfWork
    ) async throws {
        let rows = try await work.query(HeldAlerts.held(by: order.hold, after: order.after))
        guard let last = rows.last else { return }
        var bySource: [String: [NormalisedAlert]] = [:]
        for row in rows {
            guard let alert = try NormalisedAlert(held: row) else { continue }
            bySource[try row.decode("source"), default: []].append(alert)
        }
        let submissions = bySource.sorted { $0.key < $1.key }.map { source, alerts in
            AlertSubmission(recovering: alerts, of: source, trace: subject.cause)
        }
        // A clock that is behind the database's must not find the window open that has ended.
        let writes = try await AlertBatch(
            submissions, in: organisation, silences: silences, at: max(Date(), order.endedAt)
        ).decide(in: work)
        _ = try await work.pipeline(writes.statements)
        writes.tell(in: work)
        if rows.count == HeldAlerts.batchSize {
            let next = RecoverAlerts(order.hold, endedAt: order.endedAt, after: try last.decode("id"))
            work.order(next, about: subject)
        }
    }
}

extension AlertSubmission {
    /// Alerts that were held back.
    init(recovering alerts: [NormalisedAlert], of source: String, trace: String?) {
        let drilled = Drill.unmarked(source)
        self.init(
            source: drilled ?? source, alerts: ParsedAlerts(alerts: alerts), trace: trace, isDrill: drilled != nil)
        isRecovery = true
    }
}
