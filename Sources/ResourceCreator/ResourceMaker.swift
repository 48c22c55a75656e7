import Capabilities
import Incident
import JSON
import Organisation
import Storage
import WorkerKit

/// Has one place made, once, at the first of its capability's providers that can.
struct ResourceMaker: Sendable {
    let drafts: ResourceDrafts
    let organisation: OrganisationConfiguration
    let providers: ProviderRegistry

    func make(_ kind: ResourceKind, effects: Effects) async throws -> (provider: String, object: ExternalObject) {
        let key = drafts.key(kind)
        switch kind {
        case .ticket: return try await makeTicket(key, effects)
        case .conversation: return try await makeConversation(key, effects)
        case .storage: return try await makeFolder(key, effects)
        case .document, .sheet: return try await makeDocument(kind, key, effects)
        case .group: return try await makeGroup(key, effects)
        case .conference: return try await makeConference(key, effects)
        }
    }

    private func makeTicket(_ key: EffectKey, _ effects: Effects) async throws -> (String, ExternalObject) {
        let draft = drafts.ticket
        return try await effects.once(
            "create", key: key, at: providers.ticketing(organisation), intent: .string(draft.title),
            find: { provider throws(ProviderError) in try await provider.findTicket(key) },
            call: { provider throws(ProviderError) in try await provider.createTicket(draft, key: key) })
    }

    private func makeConversation(_ key: EffectKey, _ effects: Effects) async throws -> (String, ExternalObject) {
        let draft = drafts.conversation
        return try await effects.once(
            "create", key: key, at: providers.conversations(organisation), intent: .string(draft.name),
            find: { provider throws(ProviderError) in try await provider.findConversation(key) },
            call: { provider throws(ProviderError) in try await provider.createConversation(draft, key: key) })
    }

    private func makeFolder(_ key: EffectKey, _ effects: Effects) async throws -> (String, ExternalObject) {
        let draft = drafts.folder
        return try await effects.once(
            "create", key: key, at: providers.storage(organisation), intent: .string(draft.name),
            find: { provider throws(ProviderError) in try await provider.findFolder(key) },
            call: { provider throws(ProviderError) in try await provider.createFolder(draft, key: key) })
    }

    private func makeDocument(
        _ kind: ResourceKind, _ key: EffectKey, _ effects: Effects
    ) async throws -> (String, ExternalObject) {
        let type = organisation.type(named: drafts.response.incident.type)
        let draft = try kind == .sheet ? drafts.sheet(type: type) : drafts.document(type: type)
        return try await effects.once(
            "create", key: key, at: providers.documents(organisation), intent: .string(draft.title),
            find: { provider throws(ProviderError) in try await provider.findDocument(key) },
            call: { provider throws(ProviderError) in
                try await provider.createDocument(drafts.placed(draft, at: provider.name), key: key)
            })
    }

    private func makeGroup(_ key: EffectKey, _ effects: Effects) async throws -> (String, ExternalObject) {
        let draft = drafts.group
        return try await effects.once(
            "create", key: key, at: providers.groups(organisation), intent: .string(draft.name),
            find: { provider throws(ProviderError) in try await provider.findGroup(key) },
            call: { provider throws(ProviderError) in try await provider.createGroup(draft, key: key) })
    }

    private func makeConference(_ key: EffectKey, _ effects: Effects) async throws -> (String, ExternalObject) {
        let draft = drafts.conference
        return try await effects.once(
            "create", key: key, at: providers.conferencing(organisation), intent: .string(draft.title),
            find: { provider throws(ProviderError) in try await provider.findConference(key) },
            call: { provider throws(ProviderError) in try await provider.createConference(draft, key: key) })
    }
}
