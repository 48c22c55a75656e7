import HTTPTypes
import Hummingbird
import HummingbirdCore
import Incident
import NativeProviders
import Postgres
import Storage

/// The pages that links lead to. A browser asks for the API key as password; any name will do.
struct PageRoutes: Sendable {
    /// Messages of a conversation on its page: the newest.
    private static let messages = 200

    var access: NativeAccess
    var database: PostgresClient

    func add(to router: some RouterMethods<APIContext>) {
        page("/incidents/:id", router) { id in
            guard let name = IncidentName(id), let detail = try await IncidentReader.detail(name, in: database) else {
                throw Problem(.notFound, "there is no such incident")
            }
            return IncidentPage(detail: detail).layout
        }
        page("/tickets/:id", router) { PageLayout(try await access.native.ticketing.ticket($0)) }
        page("/conversations/:id", router) { id in
            let conversations = access.native.conversations
            return PageLayout(
                try await conversations.conversation(id),
                messages: try await conversations.newestMessages(in: id, limit: Self.messages))
        }
        page("/files/:id", router) { PageLayout(try await access.native.storage.folder($0)) }
        page("/documents/:id", router) { id in
            PageLayout(
                try await access.native.documents.document(id),
                versions: try await access.native.documents.versions(of: id))
        }
        page("/groups/:id", router) { PageLayout(try await access.native.groups.group($0)) }
        page("/conferences/:id", router) { PageLayout(try await access.native.conferencing.conference($0)) }
    }

    private func page(
        _ path: RouterPath, _ router: some RouterMethods<APIContext>,
        _ make: @escaping @Sendable (String) async throws -> PageLayout
    ) {
        router.get(path) { request, context in
            do {
                _ = try await access.doorkeeper.admit(request, for: .incidentsRead)
            } catch var problem as Problem where problem.status == .unauthorized {
                // Chromium reads one challenge in a header, and asks for a password only when that one is Basic.
                problem.headers[.wwwAuthenticate] = "Basic realm=\"muster\", charset=\"UTF-8\""
                throw problem
            }
            return try await make(context.segment("id")).response
        }
    }
}
