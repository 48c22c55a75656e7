import Encodings
import Capabilities
import Contracts
import FoundationEssentials
import Incident
import Organisation
import IncidentStore
import ProviderKit
import WorkerKit

/// Lets a participant into one place. Adding somebody again changes nothing.
struct AddMemberHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    func handle(_ message: Received<AddMember>, effects: Effects) async throws -> Completion {
        let response = try await IncidentResponse.load(message.body.incident, from: environment.database)
        let (kind, email) = (message.body.resource, message.body.email)
        guard response.members.contains(email), let place = response.created(kind) else { return { _ in } }
        let organisation = try await environment.organisation.current()
        let key = EffectKey("message/\(UUIDText.string(from: message.id))/member")
        guard let provider = try joinable(kind, place.resource.provider, organisation) else { return { _ in } }
        try await effects.repeatable("add", key: key, provider: provider) { () async throws(ProviderError) in
            try await provider.add(email, to: place.externalID)
        }
        return { _ in }
    }

    /// Who lets people into a place of this kind; `nil` when nobody has to.
    private func joinable(
        _ kind: ResourceKind, _ name: String, _ organisation: OrganisationConfiguration
    ) throws -> (any Joinable)? {
        switch kind {
        case .conversation: try providers.provider(of: .conversations, named: name, organisation)
        case .storage: try providers.provider(of: .storage, named: name, organisation)
        case .group: try providers.provider(of: .groups, named: name, organisation)
        case .ticket, .document, .sheet, .conference: nil
        }
    }
}
