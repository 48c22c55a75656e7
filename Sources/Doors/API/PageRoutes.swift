import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
import Organisation
import PageDesk
import PageStore

/// `/api/v1/pages`: who was paged, and what they answer.
struct PageRoutes: Sendable {
    var desk: PageDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/pages", "listPages", for: .incidentsRead, reading: .page, answer: list),
            Endpoint(.get, "/api/v1/pages/{id}", "showPage", for: .incidentsRead) { call in
                .json(try await desk.page(call.pageID(), for: call.principal.viewer).json)
            },
            Endpoint(
                .post, "/api/v1/pages/{id}", "answerPage", for: .incidentsWrite, reading: .idempotencyKey,
                body: DecisionRequest.self, answer: decide),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let cursor = try call.cursor.map { text in
            guard let id = UUIDText.uuid(from: text) else {
                throw IncidentStoreError(.invalidCursor, "the value of `cursor`")
            }
            return id
        }
        let page = try await desk.pages(
            states: call.request.words("state", of: PageRecord.State.self), person: call.request.address("person"),
            for: call.principal.viewer, after: cursor, limit: call.limit)
        return .json(page.json(\.json))
    }

    @Sendable private func decide(_ call: Call, _ request: DecisionRequest) async throws -> Response {
        try await desk.decide(
            call.pageID(), request.decision, by: organisation(), actor: call.principal.name,
            viewer: call.principal.viewer, idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }
}

extension Call {
    /// The page that the address names.
    fileprivate func pageID() throws -> UUID {
        guard let id = UUIDText.uuid(from: try segment("id")) else {
            throw Problem(.notFound, "pages have ids such as 01933f5e-7d1a-7c3b-9f00-0123456789ab")
        }
        return id
    }
}
