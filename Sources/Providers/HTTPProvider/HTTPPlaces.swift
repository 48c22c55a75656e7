import Capabilities
import Encodings
import JSON
import VendorCalls

/// A draft that has a collection in `openapi.yaml`.
protocol WireDraft: PlaceDraft {
    static var kind: ObjectKind { get }
    var json: JSONObject { get }
}

/// A draft of what can be changed later.
protocol UpdatableDraft: WireDraft {
    associatedtype Change: Sendable

    static func json(of change: Change) -> JSONObject
}

/// A draft of what has members.
protocol JoinableDraft: WireDraft {}

/// The objects of one collection.
struct HTTPPlaces<Draft: WireDraft>: Creating, Archivable {
    let provider: HTTPProvider

    var name: String { provider.name }
    var searchLag: Duration { provider.searchLag }

    func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await provider.find(Draft.kind, key)
    }

    func create(_ draft: Draft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await provider.create(Draft.kind, draft.json, key)
    }

    func archive(_ externalID: String) async throws(ProviderError) {
        try await provider.archive(Draft.kind, externalID)
    }
}

extension HTTPPlaces: Updatable where Draft: UpdatableDraft {
    func update(_ externalID: String, to content: Draft.Change) async throws(ProviderError) {
        try await provider.update(Draft.kind, externalID, Draft.json(of: content))
    }
}

extension HTTPPlaces: Joinable where Draft: JoinableDraft {
    func add(_ email: String, to externalID: String) async throws(ProviderError) {
        try await provider.addMember(email, Draft.kind, externalID)
    }

    func remove(_ email: String, from externalID: String) async throws(ProviderError) {
        try await provider.removeMember(email, Draft.kind, externalID)
    }
}

extension HTTPPlaces: Ticketing where Draft == TicketDraft {}
extension HTTPPlaces: FileStorage where Draft == FolderDraft {}
extension HTTPPlaces: Documents where Draft == DocumentDraft {}
extension HTTPPlaces: Groups where Draft == GroupDraft {}
extension HTTPPlaces: Conferencing where Draft == ConferenceDraft {}
extension HTTPPlaces: Pager where Draft == PagerDraft {}

extension HTTPPlaces: Conversations where Draft == ConversationDraft {
    func findPost(
        _ key: EffectKey, inConversation externalID: String
    ) async throws(ProviderError) -> ExternalObject? {
        try await provider.find("post.find", in: "/conversations/\(PercentCoding.encode(externalID))/posts", key)
    }

    func post(
        _ text: String, inConversation externalID: String, key: EffectKey
    ) async throws(ProviderError) -> ExternalObject {
        let path = "/conversations/\(PercentCoding.encode(externalID))/posts"
        return try await provider.create("post.create", in: path, ["text": .string(text)], key)
    }

    func bookmark(_ title: String, url: String, inConversation externalID: String) async throws(ProviderError) {
        let path = "/conversations/\(PercentCoding.encode(externalID))/bookmarks"
        let body: JSON = ["title": .string(title), "url": .string(url)]
        _ = try await provider.exchange(VendorCall("bookmark.put", "PUT", path, body: body))
    }
}
