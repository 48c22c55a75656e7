import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import JSON
import Organisation
import PeopleDesk
import PeopleStore
import TaskDesk

/// `/api/v1/incidents/{name}/review`: what is learned from an incident.
struct ReviewRoutes: Sendable {
    var desk: ReviewDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        let path = "/api/v1/incidents/{name}/review"
        return [
            Endpoint(.get, path, "showReview", for: .incidentsRead) { call in
                Self.response(try await desk.review(of: call.incidentName(), for: call.principal.viewer))
            },
            Endpoint(
                .patch, path, "writeReview", for: .incidentsWrite, reading: .ifMatch, body: ReviewRequest.self,
                answer: write),
            Endpoint(
                .post, "\(path)/publications", "publishReview", for: .incidentsWrite, reading: .idempotencyKey,
                body: ReviewPublicationRequest.self, answer: publish),
            Endpoint(
                .post, "\(path)/actions", "addAction", for: .incidentsWrite, reading: .idempotencyKey,
                body: TaskRequest.self, answer: add),
        ]
    }

    private static func response(_ review: Review) -> Response {
        .json(review.json, headers: [.eTag: "\"\(review.version.number)\""])
    }

    @Sendable private func write(_ call: Call, _ request: ReviewRequest) async throws -> Response {
        Self.response(
            try await desk.write(
                request, of: call.incidentName(), ifVersion: call.version, actor: call.principal.name,
                viewer: call.principal.viewer, trace: call.request.trace))
    }

    @Sendable private func publish(_ call: Call, _ request: ReviewPublicationRequest) async throws -> Response {
        try await desk.publish(
            request, of: call.incidentName(), actor: call.principal.name, viewer: call.principal.viewer,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }

    @Sendable private func add(_ call: Call, _ request: TaskRequest) async throws -> Response {
        try await desk.add(
            request, to: call.incidentName(), in: organisation(), actor: call.principal.name,
            viewer: call.principal.viewer, idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }
}
