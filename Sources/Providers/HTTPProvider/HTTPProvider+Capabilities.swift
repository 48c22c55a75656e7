public import Capabilities
import Encodings
import JSON

extension HTTPProvider: Ticketing {
    public func findTicket(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await find(.tickets, key)
    }

    public func createTicket(_ draft: TicketDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await create(.tickets, draft.json, key)
    }

    public func updateTicket(_ externalID: String, to draft: TicketDraft) async throws(ProviderError) {
        try await update(.tickets, externalID, draft.json)
    }

    public func archiveTicket(_ externalID: String) async throws(ProviderError) {
        try await archive(.tickets, externalID)
    }
}

extension HTTPProvider: Conversations {
    public func findConversation(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await find(.conversations, key)
    }

    public func createConversation(
        _ draft: ConversationDraft, key: EffectKey
    ) async throws(ProviderError) -> ExternalObject {
        try await create(.conversations, draft.json, key)
    }

    public func archiveConversation(_ externalID: String) async throws(ProviderError) {
        try await archive(.conversations, externalID)
    }

    public func addMember(_ email: String, toConversation externalID: String) async throws(ProviderError) {
        try await addMember(email, .conversations, externalID)
    }

    public func removeMember(_ email: String, fromConversation externalID: String) async throws(ProviderError) {
        try await removeMember(email, .conversations, externalID)
    }

    public func findPost(
        _ key: EffectKey, inConversation externalID: String
    ) async throws(ProviderError) -> ExternalObject? {
        try await find("post.find", in: "/conversations/\(PercentCoding.encode(externalID))/posts", key)
    }

    public func post(
        _ text: String, inConversation externalID: String, key: EffectKey
    ) async throws(ProviderError) -> ExternalObject {
        let path = "/conversations/\(PercentCoding.encode(externalID))/posts"
        return try await create("post.create", in: path, ["text": .string(text)], key)
    }

    public func bookmark(
        _ title: String, url: String, inConversation externalID: String
    ) async throws(ProviderError) {
        let path = "/conversations/\(PercentCoding.encode(externalID))/bookmarks"
        let body: JSON = ["title": .string(title), "url": .string(url)]
        _ = try await exchange(ProviderCall("bookmark.put", "PUT", path, body: body))
    }
}

extension HTTPProvider: FileStorage {
    public func findFolder(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await find(.folders, key)
    }

    public func createFolder(_ draft: FolderDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await create(.folders, draft.json, key)
    }

    public func archiveFolder(_ externalID: String) async throws(ProviderError) {
        try await archive(.folders, externalID)
    }

    public func addMember(_ email: String, toFolder externalID: String) async throws(ProviderError) {
        try await addMember(email, .folders, externalID)
    }

    public func removeMember(_ email: String, fromFolder externalID: String) async throws(ProviderError) {
        try await removeMember(email, .folders, externalID)
    }
}

extension HTTPProvider: Documents {
    public func findDocument(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await find(.documents, key)
    }

    public func createDocument(_ draft: DocumentDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await create(.documents, draft.json, key)
    }

    public func updateDocument(_ externalID: String, to body: String) async throws(ProviderError) {
        try await update(.documents, externalID, ["body": .string(body)])
    }

    public func archiveDocument(_ externalID: String) async throws(ProviderError) {
        try await archive(.documents, externalID)
    }
}

extension HTTPProvider: Groups {
    public func findGroup(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await find(.groups, key)
    }

    public func createGroup(_ draft: GroupDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await create(.groups, draft.json, key)
    }

    public func archiveGroup(_ externalID: String) async throws(ProviderError) {
        try await archive(.groups, externalID)
    }

    public func addMember(_ email: String, toGroup externalID: String) async throws(ProviderError) {
        try await addMember(email, .groups, externalID)
    }

    public func removeMember(_ email: String, fromGroup externalID: String) async throws(ProviderError) {
        try await removeMember(email, .groups, externalID)
    }
}

extension HTTPProvider: Conferencing {
    public func findConference(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await find(.conferences, key)
    }

    public func createConference(
        _ draft: ConferenceDraft, key: EffectKey
    ) async throws(ProviderError) -> ExternalObject {
        try await create(.conferences, draft.json, key)
    }

    public func archiveConference(_ externalID: String) async throws(ProviderError) {
        try await archive(.conferences, externalID)
    }
}
