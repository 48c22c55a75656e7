import Contracts
import FoundationEssentials
import ProviderKit
import WorkerKit

/// Lets a participant into one place, unless they have left meanwhile. Adding somebody again changes nothing.
struct AddMemberHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    func handle(_ message: Received<AddMember>, effects: Effects) async throws -> Completion {
        let membership = Membership(
            providers: providers, organisation: try await environment.organisation.current(),
            database: environment.database)
        try await membership.settle(
            message.body.email, in: message.body.resource, of: message.body.incident, cause: message.id,
            effects: effects)
        return { _ in }
    }
}
