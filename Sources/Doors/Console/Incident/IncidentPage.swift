import IncidentStore
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident

/// `/incidents/{name}`: where an incident stands, who is in it, where everything is, and what one can do.
struct IncidentPage: Sendable {
    /// What was done, by the word of the address that the page is led to.
    private static let done = [
        "join": "You take part.", "leave": "You take no part any more.", "changes": "It was changed.",
        "reports": "Your report was sent.", "roles": "The role was handed over.", "tasks": "The task was added.",
        "resolved": "The task is done.", "questions": "The question is answered.",
    ]

    let desks: ConsoleDesks
    let pages: PageMaker

    var endpoints: [Endpoint] {
        [
            Endpoint(page: "/incidents/{name}") { call in
                let name = try call.incidentName()
                return try await show(name, call, for: call.viewer(of: name, in: desks.database), nil)
            }
        ]
    }

    /// The page.
    /// - Parameter attempt: a form that has to be mended.
    func show(
        _ name: IncidentName, _ call: Call, for viewer: Viewer, _ attempt: FormAttempt?
    ) async throws -> Response {
        let known = try await IncidentFacts.load(name, for: viewer, in: desks.database)
        var forms: IncidentFormViews?
        if let visitor = call.visitor {
            forms = IncidentFormViews(
                known: known, visitor: visitor, organisation: try await desks.organisation(), attempt: attempt)
        }
        let done = call.request.parameter("done").flatMap { Self.done[$0] }
        return pages.page(
            IncidentView(known, done: done, forms: forms), by: "incident",
            title: "\(name): \(known.detail.incident.title)", for: call.visitor,
            status: attempt == nil ? .ok : .unprocessableContent)
    }
}
