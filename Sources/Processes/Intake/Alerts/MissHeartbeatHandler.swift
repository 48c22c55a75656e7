import AlertDesk
import Contracts
import Organisation
import WorkStore
import WorkerKit

/// Looks whether heartbeats have stayed away. The timer only wakes: what was heard, the rows say.
struct MissHeartbeatHandler: DatabaseHandler {
    var organisation: @Sendable () async throws -> OrganisationConfiguration
    var watch: HeartbeatWatch

    func handle(_ batch: [Received<MissHeartbeat>], in work: UnitOfWork) async throws -> [Outcome] {
        let organisation = try await organisation()
        for message in batch {
            try await watch.miss(
                message.body.heartbeat, movedAt: message.time, in: organisation, trace: message.traceparent, work: work)
        }
        return batch.map { _ in .done }
    }
}
