import TaskStore
import Organisation
import HTTPTypes
import Encodings
import FoundationEssentials
import HTTPKit
import HummingbirdCore
import Incident
import IncidentDesk
import JSON
import PeopleDesk
import TaskDesk
import Tasks

/// What the forms of an incident's page do, each at its desk.
struct IncidentForms: Sendable {
    let page: IncidentPage
    private var desks: ConsoleDesks { page.desks }

    /// A form that was sent: who, about what, and what they see of it.
    private struct Sent: Sendable {
        let call: Call
        let visitor: Visitor
        let body: FormBody
        let name: IncidentName
        let viewer: Viewer

        var person: Person { Person(email: visitor.email, name: visitor.name) }
        var actor: String { visitor.email }
        var trace: String? { call.request.trace }

        /// What is named in the address.
        func id() throws -> UUID {
            guard let id = UUIDText.uuid(from: try call.segment("id")) else {
                throw Problem(.notFound, "there is nothing at this address")
            }
            return id
        }
    }

    var endpoints: [Endpoint] {
        [
            form("join", "join", done: "join", join), form("leave", "leave", done: "leave", leave),
            form("changes", "change", done: "changes", change), form("reports", "report", done: "reports", report),
            form("roles", "role", done: "roles", assign), form("tasks", "task", done: "tasks", add),
            form("tasks/{id}/resolve", "task-", done: "resolved", resolve),
            form("questions/{id}", "answer-", done: "questions", answer),
        ]
    }

    /// A form that leads back to the page, or shows it again with what is to be mended.
    /// - Parameter id: of the form; with a `-` at its end it goes on with the id in the address.
    private func form(
        _ path: String, _ id: String, done: String, _ act: @escaping @Sendable (Sent) async throws -> Void
    ) -> Endpoint {
        Endpoint(form: "/incidents/{name}/\(path)") { call, visitor, body in
            let name = try call.incidentName()
            let viewer = try await call.viewer(of: name, in: desks.database)
            let sent = Sent(call: call, visitor: visitor, body: body, name: name, viewer: viewer)
            do {
                try await act(sent)
            } catch {
                guard let faults = FormFaults(error) else { throw error }
                let form = id.hasSuffix("-") ? id + UUIDText.string(from: try sent.id()) : id
                return try await page.show(
                    name, call, for: viewer, FormAttempt(form: form, body: body, faults: faults))
            }
            // Who leaves a restricted incident does not see it any more.
            let isThere = try await call.viewer(of: name, in: desks.database) == viewer
            return .seeOther(isThere || done == "join" ? "\(SafeLink.incident(name))?done=\(done)" : "/incidents")
        }
    }

    @Sendable private func join(_ sent: Sent) async throws {
        let person = try await desks.organisation().person(sent.actor) ?? sent.person
        _ = try await desks.writer.assign(
            .participant, to: person, of: sent.name, actor: sent.actor, viewer: sent.viewer, idempotency: nil,
            trace: sent.trace)
    }

    @Sendable private func leave(_ sent: Sent) async throws {
        let reader = sent.body.request([], optional: ["reason"])
        let departure = Departure(
            reason: try reader.optionalLine("reason", length: 1...500), insists: sent.body.isTicked("insist"))
        _ = try await desks.members.leave(
            sent.actor, sent.name, departure, in: desks.organisation(), actor: sent.actor, viewer: sent.viewer,
            trace: sent.trace)
    }

    @Sendable private func change(_ sent: Sent) async throws {
        // What the page showed and nobody changed is not said: it may be another by now.
        let changed = ["status", "severity", "priority", "title"].filter { sent.body[$0] != sent.body["was_\($0)"] }
        let change = try IncidentChange(sent.body.request(changed, optional: ["insist"]))
        let organisation = try await desks.organisation()
        try change.check(organisation)
        try await desks.writer.change(
            sent.name, change, in: organisation, ifVersion: nil, actor: sent.actor, viewer: sent.viewer,
            trace: sent.trace)
    }

    @Sendable private func report(_ sent: Sent) async throws {
        _ = try await desks.reports.write(
            StatusReportRequest(sent.body.request(["conditions"], optional: ["actions", "needs", "audience"])),
            of: sent.name, actor: sent.actor, viewer: sent.viewer, idempotency: sent.call.once(sent.body),
            trace: sent.trace)
    }

    @Sendable private func assign(_ sent: Sent) async throws {
        let wanted = try RoleRequest(sent.body.request(["email", "role"], optional: ["note"]))
        let person = try await desks.organisation().person(wanted.person.email) ?? wanted.person
        _ = try await desks.writer.assign(
            wanted.role ?? .participant, to: person, of: sent.name, note: wanted.note, actor: sent.actor,
            viewer: sent.viewer, idempotency: sent.call.once(sent.body), trace: sent.trace)
    }

    @Sendable private func add(_ sent: Sent) async throws {
        _ = try await desks.tasks.create(
            TaskRequest(sent.body.request(["text"], optional: ["owner"])), of: sent.name, in: desks.organisation(),
            actor: sent.actor, viewer: sent.viewer, idempotency: sent.call.once(sent.body), trace: sent.trace)
    }

    @Sendable private func resolve(_ sent: Sent) async throws {
        let task = try await desks.tasks.task(sent.id(), for: sent.viewer)
        guard task.incident == "\(sent.name)" else { throw Problem(.notFound, "there is nothing at this address") }
        _ = try await desks.tasks.change(
            task.id, TaskChange(.resolved), in: desks.organisation(), actor: sent.actor, viewer: sent.viewer,
            trace: sent.trace)
    }

    @Sendable private func answer(_ sent: Sent) async throws {
        _ = try await desks.questions.answer(
            sent.id(), of: sent.name, with: AnswerRequest(sent.body.request(["answer"], optional: ["source"])),
            actor: sent.actor, viewer: sent.viewer, idempotency: sent.call.once(sent.body), trace: sent.trace)
    }
}
