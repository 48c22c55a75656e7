import AlertDesk
import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON

/// `/api/v1/silences`: what is kept quiet for a while.
struct SilenceRoutes: Sendable {
    var desk: SilenceDesk

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/silences", "listSilences", for: .incidentsRead, reading: .page, answer: list),
            Endpoint(.get, "/api/v1/silences/{id}", "showSilence", for: .incidentsRead) { call in
                .json(try await desk.silence(call.silenceID()).json)
            },
            Endpoint(
                .post, "/api/v1/silences", "createSilence", for: .incidentsWrite, reading: .idempotencyKey,
                body: SilenceRequest.self, answer: create),
            Endpoint(.delete, "/api/v1/silences/{id}", "expireSilence", for: .incidentsWrite) { call in
                .json(
                    try await desk.expire(call.silenceID(), actor: call.principal.name, trace: call.request.trace).json)
            },
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let page = try await desk.list(
            states: call.request.words("state", of: SilenceRecord.State.self), after: call.cursor, limit: call.limit)
        return .json(page.json(\.json))
    }

    @Sendable private func create(_ call: Call, _ request: SilenceRequest) async throws -> Response {
        try await desk.create(
            request, actor: call.principal.name, idempotency: call.idempotency(over: call.body)
        ).response()
    }
}

extension Call {
    /// The silence that the address names.
    fileprivate func silenceID() throws -> UUID {
        guard let id = UUIDText.uuid(from: try segment("id")) else {
            throw Problem(.notFound, "silences have ids such as 01933f5e-7d1a-7c3b-9f00-0123456789ab")
        }
        return id
    }
}
