import Capabilities
import Incident
import JSON
import Organisation
import IncidentStore
import ProviderKit
import WorkerKit

/// Has one place made, once, at the first of its capability's providers that can.
struct ResourceMaker: Sendable {
    let drafts: ResourceDrafts
    let organisation: OrganisationConfiguration
    let providers: ProviderRegistry

    func make(_ kind: ResourceKind, effects: Effects) async throws -> (provider: String, object: ExternalObject) {
        let (title, options) = try options(for: kind, key: drafts.key(kind))
        return try await effects.once("create", key: drafts.key(kind), intent: .string(title), by: options)
    }

    /// What the place will be called, and how each provider of the capability is asked for it.
    private func options(for kind: ResourceKind, key: EffectKey) throws -> (title: String, [EffectOption]) {
        switch kind {
        case .ticket:
            let draft = drafts.ticket
            return (
                draft.title,
                try providers.ticketing(organisation).map { provider in
                    EffectOption(at: provider) { () throws(ProviderError) in
                        try await provider.findTicket(key)
                    } call: { () throws(ProviderError) in
                        try await provider.createTicket(draft, key: key)
                    }
                }
            )
        case .conversation:
            let draft = drafts.conversation
            return (
                draft.name,
                try providers.conversations(organisation).map { provider in
                    EffectOption(at: provider) { () throws(ProviderError) in
                        try await provider.findConversation(key)
                    } call: { () throws(ProviderError) in
                        try await provider.createConversation(draft, key: key)
                    }
                }
            )
        case .storage:
            let draft = drafts.folder
            return (
                draft.name,
                try providers.storage(organisation).map { provider in
                    EffectOption(at: provider) { () throws(ProviderError) in
                        try await provider.findFolder(key)
                    } call: { () throws(ProviderError) in
                        try await provider.createFolder(draft, key: key)
                    }
                }
            )
        case .document, .sheet:
            return try documentOptions(kind, key: key)
        case .group:
            let draft = drafts.group
            return (
                draft.name,
                try providers.groups(organisation).map { provider in
                    EffectOption(at: provider) { () throws(ProviderError) in
                        try await provider.findGroup(key)
                    } call: { () throws(ProviderError) in
                        try await provider.createGroup(draft, key: key)
                    }
                }
            )
        case .conference:
            let draft = drafts.conference
            return (
                draft.title,
                try providers.conferencing(organisation).map { provider in
                    EffectOption(at: provider) { () throws(ProviderError) in
                        try await provider.findConference(key)
                    } call: { () throws(ProviderError) in
                        try await provider.createConference(draft, key: key)
                    }
                }
            )
        }
    }

    private func documentOptions(
        _ kind: ResourceKind, key: EffectKey
    ) throws -> (title: String, [EffectOption]) {
        let type = organisation.type(named: drafts.response.incident.type)
        let draft = try kind == .sheet ? drafts.sheet(type: type) : drafts.document(type: type)
        return (
            draft.title,
            try providers.documents(organisation).map { provider in
                let placed = drafts.placed(draft, at: provider.name)
                return EffectOption(at: provider) { () throws(ProviderError) in
                    try await provider.findDocument(key)
                } call: { () throws(ProviderError) in
                    try await provider.createDocument(placed, key: key)
                }
            }
        )
    }
}
