import HTTPKit
import HummingbirdCore
import NativeProviders

/// The pages of places, which links lead to: for people who are signed in, and for keys.
struct PageRoutes: Sendable {
    /// Messages of a conversation on its page: the newest.
    private static let messages = 200

    var access: NativeAccess

    var endpoints: [Endpoint] {
        [
            place("/tickets/{id}") { PageLayout(try await access.native.ticketing.ticket($0)) },
            place("/conversations/{id}") { id in
                let conversations = access.native.conversations
                return PageLayout(
                    try await conversations.conversation(id),
                    messages: try await conversations.newestMessages(in: id, limit: Self.messages))
            },
            place("/files/{id}") { PageLayout(try await access.native.storage.folder($0)) },
            place("/documents/{id}") { id in
                PageLayout(
                    try await access.native.documents.document(id),
                    versions: try await access.native.documents.versions(of: id))
            },
            place("/groups/{id}") { PageLayout(try await access.native.groups.group($0)) },
            place("/conferences/{id}") { PageLayout(try await access.native.conferencing.conference($0)) },
        ]
    }

    private func place(_ path: String, _ make: @escaping @Sendable (String) async throws -> PageLayout) -> Endpoint {
        Endpoint(page: path) { call in try await make(call.place(in: access)).response }
    }
}
