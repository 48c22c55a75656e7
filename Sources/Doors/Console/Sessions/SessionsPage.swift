import HTTPTypes
import IncidentStore
import Encodings
import HTTPKit
import HummingbirdCore
import SignInDesk

/// `/sessions`: where somebody is signed in, and how to end it.
struct SessionsPage: Sendable {
    let desk: SignInDesk
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let done: String?
        let sessions: [Item]
    }

    /// A session.
    struct Item: Sendable {
        let isThis: Bool
        let began: TimeView
        let used: TimeView
        let expires: TimeView
        let endForm: FormView
    }

    var endpoints: [Endpoint] {
        [
            Endpoint(visitors: "/sessions", answer: show),
            Endpoint(form: "/sessions/{id}/end") { call, visitor, _ in
                guard let id = UUIDText.uuid(from: try call.segment("id")) else {
                    throw Problem(.notFound, "you have no such session")
                }
                // Nobody ends those of others here.
                guard try await desk.end(id, of: visitor.email, by: visitor.email) > 0 else {
                    throw Problem(.notFound, "you have no such session, or it has ended already")
                }
                return .seeOther("/sessions?done=ended")
            },
        ]
    }

    @Sendable private func show(_ call: Call, _ visitor: Visitor) async throws -> Response {
        let items = try await desk.sessions(of: visitor.email).map { session -> Item in
            let id = UUIDText.string(from: session.id)
            var form = FormView(id, to: "/sessions/\(id)/end", token: visitor.formToken, button: "End it")
            form.isQuiet = true
            form.buttonAbout = session.id == visitor.session ? "in this browser" : "in another browser"
            return Item(
                isThis: session.id == visitor.session, began: TimeView(session.beganAt), used: TimeView(session.usedAt),
                expires: TimeView(session.expiresAt), endForm: form)
        }
        let done = call.request.parameter("done") == "ended" ? "That session has ended." : nil
        return pages.page(
            View(done: done, sessions: items), by: "sessions", title: "Where you are signed in", for: visitor)
    }
}
