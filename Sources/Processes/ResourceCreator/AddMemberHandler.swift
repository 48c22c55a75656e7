import Capabilities
import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import ProviderKit
import WorkerKit

/// Lets a participant into one place. Adding somebody again changes nothing.
struct AddMemberHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    func handle(_ message: Received<AddMember>, effects: Effects) async throws -> Completion {
        let response = try await ResponseState.load(message.body.incident, from: environment.database)
        let (kind, email) = (message.body.resource, message.body.email)
        guard response.members.contains(email), let place = response.created(kind) else { return { _ in } }
        let organisation = try await environment.organisation.current()
        let key = EffectKey("message/\(message.id.uuidString.lowercased())/member")
        let (name, id) = (place.resource.provider, place.externalID)
        switch kind {
        case .conversation:
            let provider = try providers.conversations(named: name, organisation)
            try await effects.repeatable("add", key: key, provider: provider) { () async throws(ProviderError) in
                try await provider.addMember(email, toConversation: id)
            }
        case .storage:
            let provider = try providers.storage(named: name, organisation)
            try await effects.repeatable("add", key: key, provider: provider) { () async throws(ProviderError) in
                try await provider.addMember(email, toFolder: id)
            }
        case .group:
            let provider = try providers.groups(named: name, organisation)
            try await effects.repeatable("add", key: key, provider: provider) { () async throws(ProviderError) in
                try await provider.addMember(email, toGroup: id)
            }
        case .ticket, .document, .sheet, .conference: break
        }
        return { _ in }
    }
}
