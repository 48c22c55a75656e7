import Contracts
import ProviderKit
import WorkerKit

/// Brings the ticket up to date when the incident costs noticeably more. Of a restricted one the ticket does not say it.
struct CostUpdatedHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    func handle(_ message: Received<CostUpdated>, effects: Effects) async throws -> Completion {
        let update = TicketUpdate(
            environment: environment, providers: providers, organisation: try await environment.organisation.current())
        try await update.perform(message.body.incident, cause: message.id, effects: effects)
        return { _ in }
    }
}
