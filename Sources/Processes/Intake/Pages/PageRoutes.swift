import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Incident
import NativeProviders
import IncidentStore

/// The pages that links lead to. A browser asks for the API key as password; any name will do.
struct PageRoutes: Sendable {
    /// Messages of a conversation on its page: the newest.
    private static let messages = 200

    var access: NativeAccess

    func add(to router: some RouterMethods<APIContext>) {
        router.get("/incidents/:id") { request, context in
            guard let name = IncidentName(try context.segment("id")) else {
                throw Problem(.notFound, "there is no such incident")
            }
            _ = try await asking {
                try await access.doorkeeper.admitReader(request, of: name, in: access.database)
            }
            guard let detail = try await IncidentReader.detail(name, in: access.database) else {
                throw Problem.noIncident(name)
            }
            return IncidentPage(detail: detail).layout.response
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
            let id = try context.segment("id")
            try await asking { try await access.admitReader(request, of: id) }
            return try await make(id).response
        }
    }

    /// Has a browser ask for the key.
    private func asking<Value>(_ admit: () async throws -> Value) async throws -> Value {
        do {
            return try await admit()
        } catch var problem as Problem where problem.status == .unauthorized {
            // Chromium reads one challenge in a header, and asks for a password only when that one is Basic.
            problem.headers[.wwwAuthenticate] = "Basic realm=\"muster\", charset=\"UTF-8\""
            throw problem
        }
    }
}
