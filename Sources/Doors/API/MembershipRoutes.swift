import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import JSON
import Organisation
import PeopleDesk
import PeopleStore

/// Who takes part in an incident, who was what in it, and who follows it.
struct MembershipRoutes: Sendable {
    var desk: MembershipDesk
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        let incident = "/api/v1/incidents/{name}"
        return [
            Endpoint(.get, "\(incident)/participants", "listParticipants", for: .incidentsRead) { call in
                let people = try await desk.participants(of: call.incidentName(), for: call.principal.viewer)
                return .json(Page(items: people, nextCursor: nil).json(\.json))
            },
            Endpoint(
                .delete, "\(incident)/participants/{person}", "removeParticipant", for: .incidentsWrite, answer: remove),
            Endpoint(.get, "\(incident)/roles", "listRoles", for: .incidentsRead) { call in
                let roles = try await desk.roles(of: call.incidentName(), for: call.principal.viewer)
                return .json(Page(items: roles, nextCursor: nil).json(\.json))
            },
            Endpoint(
                .post, "\(incident)/invitations", "inviteParticipant", for: .incidentsWrite, reading: .idempotencyKey,
                body: InvitationRequest.self, answer: invite),
            Endpoint(.get, "\(incident)/subscriptions", "listSubscriptions", for: .incidentsRead) { call in
                let people = try await desk.subscriptions(of: call.incidentName(), for: call.principal.viewer)
                return .json(Page(items: people, nextCursor: nil).json(\.json))
            },
            Endpoint(
                .post, "\(incident)/subscriptions", "subscribe", for: .incidentsWrite, reading: .idempotencyKey,
                body: SubscriptionRequest.self, answer: subscribe),
            Endpoint(
                .delete, "\(incident)/subscriptions/{person}", "unsubscribe", for: .incidentsWrite, answer: unsubscribe),
        ]
    }

    @Sendable private func remove(_ call: Call) async throws -> Response {
        let departure = Departure(
            isRemoval: try call.request.flag("removed"), reason: try reason(of: call),
            insists: try call.request.flag("insist"))
        let gone = try await desk.leave(
            call.segment("person"), call.incidentName(), departure, in: organisation(), actor: call.principal.name,
            viewer: call.principal.viewer, trace: call.request.trace)
        return .json(gone.json)
    }

    /// Why somebody leaves: the parameter `reason`.
    private func reason(of call: Call) throws -> String? {
        guard let text = call.request.parameter("reason") else { return nil }
        do {
            return try JSONReader(["reason": .string(text)]).line("reason", length: 1...500)
        } catch {
            throw Problem(.badRequest, "`reason` is one line of 1 to 500 characters")
        }
    }

    @Sendable private func invite(_ call: Call, _ request: InvitationRequest) async throws -> Response {
        try await desk.invite(
            request, to: call.incidentName(), in: organisation(), actor: call.principal.name,
            viewer: call.principal.viewer, idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }

    @Sendable private func subscribe(_ call: Call, _ request: SubscriptionRequest) async throws -> Response {
        try await desk.subscribe(
            request, to: call.incidentName(), actor: call.principal.name, viewer: call.principal.viewer,
            idempotency: call.idempotency(over: call.body), trace: call.request.trace
        ).response()
    }

    @Sendable private func unsubscribe(_ call: Call) async throws -> Response {
        .json(
            try await desk.unsubscribe(
                call.segment("person"), from: call.incidentName(), actor: call.principal.name,
                viewer: call.principal.viewer, trace: call.request.trace
            ).json)
    }
}
