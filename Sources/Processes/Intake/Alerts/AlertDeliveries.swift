import AlertDesk
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import JSON
import Organisation
import Postgres
import WorkStore
import WorkerKit

/// Takes alerts that detectors publish to the exchange `alerts` under `<format>.<source>`. Those of an exercise come as if their
/// source were another: `<format>.<source> (drill)`.
struct AlertDeliveries: RawHandler {
    var organisation: @Sendable () async throws -> OrganisationConfiguration
    var silences: SilenceBook
    var metrics: AlertMetrics

    func handle(_ batch: [RawMessage], in transaction: UnitOfWork) async throws -> [Outcome] {
        let known = try await sources(batch, in: transaction)
        var outcomes: [Outcome] = []
        var submissions: [AlertSubmission] = []
        var refused: [Statement] = []
        var singled: [OutboxRow] = []
        for message in batch {
            do throws(Failure) {
                let (submission, kept) = try submission(message, known: known)
                if !submission.alerts.alerts.isEmpty || !submission.alerts.changes.isEmpty {
                    submissions.append(submission)
                }
                refused += kept
                singled += Self.alone(submission.alerts.rejections, of: message)
                outcomes.append(.done)
            } catch {
                outcomes.append(.failed(error))
            }
        }
        guard outcomes.allSatisfy({ $0 == .done }) else { return outcomes }
        let writes = try await AlertBatch(submissions, in: organisation(), silences: silences, at: Date()).decide(
            in: transaction)
        _ = try await transaction.pipeline(writes.statements + refused)
        writes.tell(in: transaction)
        transaction.publishAgain(singled)
        for submission in submissions { metrics.count(submission) }
        return outcomes
    }

    /// Each refused alert of several as a message of its own. Nobody waits for an answer here: what cannot be stored
    /// becomes a dead letter with the alert and its reason, to be mended and replayed.
    private static func alone(_ rejections: [ParsedAlerts.Rejection], of message: RawMessage) -> [OutboxRow] {
        rejections.map { rejection in
            let id = UUID.v7()
            return OutboxRow(
                id: id, messageID: id, exchange: "intake", routingKey: "work", type: message.routingKey,
                correlationID: nil, traceparent: message.traceparent, contentType: "application/json",
                body: rejection.body.bytes())
        }
    }

    private static let formats = AlertFormat.allCases.map(\.rawValue).joined(separator: ", ")

    /// The sources that may publish.
    private func sources(_ batch: [RawMessage], in transaction: UnitOfWork) async throws -> Set<String> {
        let named = Set(batch.compactMap { AlertRoutingKey($0.routingKey)?.source })
        let rows = try await transaction.query(
            "select source from core.detector where source = any($1) and revoked_at is null",
            [.textArray(named.sorted())])
        return Set(try rows.map { row in try row.decode("source", as: String.self) })
    }

    private func submission(
        _ message: RawMessage, known: Set<String>
    ) throws(Failure) -> (AlertSubmission, refused: [Statement]) {
        guard let key = AlertRoutingKey(message.routingKey) else {
            throw Failure(
                .deadLetter, code: "unknown-format",
                detail: "the routing key must be <format>.<source>, with one of \(Self.formats) as format",
                place: "alerts")
        }
        guard known.contains(key.source) else {
            throw Failure(
                .deadLetter, code: "unknown-source",
                detail: "\(key.source) is no source: `muster keys create \(key.source) --amqp` makes it one",
                place: "alerts")
        }
        var alerts = try parse(message, key)
        alerts.joinByContent(at: Date())
        let refused =
            alerts.rejections.first.map {
                RefusedBodies.rows(
                    message.body, source: key.source, format: key.format, reason: "alert \($0.index): \($0.error)")
            } ?? []
        return (
            AlertSubmission(source: key.source, alerts: alerts, trace: message.traceparent, isDrill: key.isDrill),
            refused
        )
    }

    private func parse(_ message: RawMessage, _ key: AlertRoutingKey) throws(Failure) -> ParsedAlerts {
        let alerts: ParsedAlerts
        do {
            alerts = try AlertReading(key.format).parse(message.body)
        } catch {
            throw Failure(.deadLetter, code: "undecodable", detail: "\(error)", place: "alerts")
        }
        if alerts.alerts.isEmpty, alerts.rejections.count == 1, let first = alerts.rejections.first {
            throw Failure(.deadLetter, code: "rejected", detail: first.error, place: "alerts")
        }
        return alerts
    }
}

/// `<format>.<source>`: what detectors publish under.
struct AlertRoutingKey: Sendable, Hashable {
    var format: AlertFormat
    var source: String
    /// Whether the source is marked as that of an exercise; it is here without the mark.
    var isDrill: Bool

    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let format = AlertFormat(rawValue: String(parts[0])), !parts[1].isEmpty else {
            return nil
        }
        self.format = format
        let drilled = Drill.unmarked(String(parts[1]))
        source = drilled ?? String(parts[1])
        isDrill = drilled != nil
    }
}
