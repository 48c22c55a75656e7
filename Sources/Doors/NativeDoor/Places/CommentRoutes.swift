import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentStore
import JSON
import NativeProviders
import Organisation
import TaskDesk

/// `/api/v1/documents/{id}/comments`.
struct CommentRoutes: Sendable {
    var access: NativeAccess
    var desk: CommentDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        let path = "/api/v1/documents/{id}/comments"
        return [
            Endpoint(.get, path, "listComments", for: .incidentsRead) { call in
                let comments = try await desk.comments(on: call.place(in: access))
                return .json(["items": comments.json, "next_cursor": .null])
            },
            Endpoint(
                .post, path, "createComment", for: .incidentsWrite, reading: .idempotencyKey, body: CommentRequest.self,
                answer: write),
            Endpoint(
                .patch, "\(path)/{comment}", "changeComment", for: .incidentsWrite, body: CommentChangeRequest.self,
                answer: change),
        ]
    }

    @Sendable private func write(_ call: Call, _ request: CommentRequest) async throws -> Response {
        let id = try call.segment("id")
        let url = try await access.native.documents.document(id).url
        let answer = try await desk.write(
            request, on: id, url: url, in: organisation(), actor: call.principal.name,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace)
        var headers: HTTPFields = [:]
        if answer.isReplay { headers[.idempotencyReplayed] = "true" }
        return .json(answer.body, status: .init(code: answer.status), headers: headers)
    }

    @Sendable private func change(_ call: Call, _ request: CommentChangeRequest) async throws -> Response {
        guard let id = UUIDText.uuid(from: try call.segment("comment")) else {
            throw Problem(.notFound, "comments have ids such as 01933f5e-7d1a-7c3b-9f00-0123456789ab")
        }
        let comment = try await desk.change(
            id, on: call.segment("id"), to: request, in: organisation(), actor: call.principal.name,
            trace: call.request.trace)
        return .json(comment.json)
    }
}
