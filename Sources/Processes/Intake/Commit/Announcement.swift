import Contracts
import FoundationEssentials
import WorkStore
import WorkerKit

/// Something that the others are told when a transaction has committed.
struct Announcement: Sendable {
    /// The messages that intake sends.
    enum Message: Sendable {
        case incidentOpened(IncidentOpened)
        case incidentUpdated(IncidentUpdated)
        case participantAdded(ParticipantAdded)
        case alertOpened(AlertOpened)
        case alertResolved(AlertResolved)
    }

    var message: Message
    var subject: String
    var correlationID: UUID?
    /// The `traceparent` of the request that led to it.
    var cause: String?

    /// How events name intake as their source.
    static let source = "/muster/intake"

    /// The row that commits with the rest.
    func row() -> OutboxRow {
        switch message {
        case .incidentOpened(let body): row(body)
        case .incidentUpdated(let body): row(body)
        case .participantAdded(let body): row(body)
        case .alertOpened(let body): row(body)
        case .alertResolved(let body): row(body)
        }
    }

    private func row(_ body: some Contracts.Message) -> OutboxRow {
        OutboxRow(body, subject: subject, correlationID: correlationID, cause: cause, source: Self.source)
    }

    /// Announces it with a transaction of the runtime.
    func announce(in transaction: UnitOfWork) {
        switch message {
        case .incidentOpened(let body): announce(body, in: transaction)
        case .incidentUpdated(let body): announce(body, in: transaction)
        case .participantAdded(let body): announce(body, in: transaction)
        case .alertOpened(let body): announce(body, in: transaction)
        case .alertResolved(let body): announce(body, in: transaction)
        }
    }

    private func announce(_ body: some Contracts.Message, in transaction: UnitOfWork) {
        transaction.announce(body, subject: subject, correlationID: correlationID, cause: cause)
    }
}
