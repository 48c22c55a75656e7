import Contracts
import FoundationEssentials
import Organisation
import PeopleDesk
import WorkStore
import WorkerKit

/// Takes out who was invited for a while that has ended.
struct ExpireParticipantHandler: DatabaseHandler {
    let organisation: @Sendable () async throws -> OrganisationConfiguration

    func handle(_ batch: [Received<ExpireParticipant>], in work: UnitOfWork) async throws -> [Outcome] {
        let organisation = try await organisation()
        // In an order that all share, so that two cannot wait for each other.
        for message in batch.sorted(by: { $0.body.incident.uuidString < $1.body.incident.uuidString }) {
            try await MembershipDesk.expire(
                message.body.email, from: message.body.incident, in: organisation, trace: message.traceparent, in: work)
        }
        return batch.map { _ in .done }
    }
}
