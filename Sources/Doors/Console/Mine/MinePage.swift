import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import IncidentStore
import PageDesk
import PageStore
import SignInDesk
import Tasks
import TaskDesk
import TaskStore

/// `/mine`: what waits for whoever is signed in: pages, reports, tasks, and the roles that they have.
struct MinePage: Sendable {
    private static let done = ["page": "You have it: nobody else is paged about it.", "task": "The task is done."]

    let desks: ConsoleDesks
    let pages: PageMaker

    var endpoints: [Endpoint] {
        [
            Endpoint(visitors: "/mine", answer: show),
            Endpoint(form: "/mine/pages/{id}/acknowledge", answer: acknowledge),
            Endpoint(form: "/mine/tasks/{id}/resolve", answer: resolve),
        ]
    }

    @Sendable private func show(_ call: Call, _ visitor: Visitor) async throws -> Response {
        let facts = try await MineFacts.load(visitor, in: desks.organisation(), desks.database)
        let roles = try await desks.signIn.roles(of: visitor.email)
        let view = MineView(
            facts, token: visitor.formToken, done: call.request.parameter("done").flatMap { Self.done[$0] },
            roles: roles, now: Date())
        return pages.page(view, by: "mine", title: "Mine", for: visitor, isOperator: !roles.isEmpty)
    }

    @Sendable private func acknowledge(_ call: Call, _ visitor: Visitor, _ body: FormBody) async throws -> Response {
        let page = try await desks.pages.page(call.identifier(), for: .system)
        // Whom it went to was told of the incident, restricted or not; nobody else answers it here.
        guard page.person.lowercased() == visitor.email.lowercased() else {
            throw Problem(.notFound, "you were sent no such page")
        }
        _ = try await desks.pages.decide(
            page.id, .acknowledge, by: desks.organisation(), actor: visitor.email, viewer: .system, idempotency: nil,
            trace: call.request.trace)
        return .seeOther("/mine?done=page")
    }

    @Sendable private func resolve(_ call: Call, _ visitor: Visitor, _ body: FormBody) async throws -> Response {
        let found = try await desks.tasks.task(call.identifier(), for: .system)
        guard let name = IncidentName(found.incident) else { throw Problem(.notFound, "there is no such task") }
        let viewer = try await Participants.viewer(visitor.email, of: name, in: desks.database)
        _ = try await desks.tasks.change(
            found.id, TaskChange(.resolved), in: desks.organisation(), actor: visitor.email, viewer: viewer,
            trace: call.request.trace)
        return .seeOther("/mine?done=task")
    }
}
