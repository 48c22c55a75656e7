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
        let type = organisation.type(named: drafts.response.incident.type)
        return switch kind {
        case .ticket:
            try await make(kind, drafts.ticket, by: .ticketing, effects) { .init(creating: $0, key: $1, at: $2) }
        case .conversation:
            try await make(kind, drafts.conversation, by: .conversations, effects) {
                .init(creating: $0, key: $1, at: $2)
            }
        case .storage:
            try await make(kind, drafts.folder, by: .storage, effects) { .init(creating: $0, key: $1, at: $2) }
        case .document:
            try await make(kind, drafts.document(type: type), by: .documents, effects) {
                .init(creating: $0, key: $1, at: $2)
            }
        case .sheet:
            try await make(kind, drafts.sheet(type: type), by: .documents, effects) {
                .init(creating: $0, key: $1, at: $2)
            }
        case .group: try await make(kind, drafts.group, by: .groups, effects) { .init(creating: $0, key: $1, at: $2) }
        case .conference:
            try await make(kind, drafts.conference, by: .conferencing, effects) { .init(creating: $0, key: $1, at: $2) }
        }
    }

    /// From what a place is made with to the provider that makes it.
    /// - Parameter option: asks one provider. Each capability brings the same: Swift (6.3) makes no `any Creating<Draft>` of
    ///   an `any Ticketing`, although it knows the draft.
    private func make<Draft: PlacedDraft, Service: Sendable>(
        _ kind: ResourceKind, _ draft: Draft, by service: ServiceKind<Service>, _ effects: Effects,
        _ option: (Draft, EffectKey, Service) -> EffectOption
    ) async throws -> (provider: String, object: ExternalObject) {
        let key = drafts.key(kind)
        let options = try providers.providers(of: service, organisation).map { maker in
            let folder = (maker as? any Provider).flatMap { drafts.folder(at: $0.name) }
            return option(draft.placed(in: folder), key, maker)
        }
        return try await effects.once("create", key: key, intent: .string(draft.intent), by: options)
    }
}

/// A draft that may lie in the incident's folder.
protocol PlacedDraft: PlaceDraft {
    /// The same in the folder with this external id, if there is one and it can.
    func placed(in folder: String?) -> Self
}

extension PlacedDraft {
    func placed(in folder: String?) -> Self { self }
}

extension TicketDraft: PlacedDraft {}
extension ConversationDraft: PlacedDraft {}
extension FolderDraft: PlacedDraft {}
extension GroupDraft: PlacedDraft {}
extension ConferenceDraft: PlacedDraft {}

extension DocumentDraft: PlacedDraft {
    func placed(in folder: String?) -> DocumentDraft {
        var draft = self
        draft.folder = folder
        return draft
    }
}
