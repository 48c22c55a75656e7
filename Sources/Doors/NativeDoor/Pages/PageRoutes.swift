import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import NativeProviders
import PageStore
import TaskStore

/// The pages that links lead to. A browser asks for the API key as password; any name will do.
struct PageRoutes: Sendable {
    /// Messages of a conversation on its page: the newest.
    private static let messages = 200

    var access: NativeAccess

    var endpoints: [Endpoint] {
        [
            Endpoint(page: "/incidents/{id}", answer: incident),
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

    @Sendable private func incident(_ call: Call) async throws -> Response {
        guard let name = IncidentName(try call.segment("id")) else {
            throw Problem(.notFound, "there is no such incident")
        }
        guard let detail = try await IncidentDetail.load(name, for: call.principal.viewer, in: access.database) else {
            throw Problem(.notFound, "there is no incident \(name)")
        }
        let pages = try await PageRecords.pages(
            of: detail.incident.id, for: call.principal.viewer, in: access.database)
        let tasks = try await TaskRows.list(
            of: detail.incident.id, for: call.principal.viewer, limit: IncidentDetail.limit, in: access.database)
        return IncidentPage(detail: detail, pages: pages, tasks: tasks.items).layout.response
    }
}
