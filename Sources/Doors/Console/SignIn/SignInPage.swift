import Incident
import HTTPKit
import HTTPTypes
import HummingbirdCore
import SignInDesk

/// `/sign-in`: people sign in with a link that is good once. Following it shows a button, and only the button signs in: mail
/// scanners follow links.
struct SignInPage: Sendable {
    let desk: SignInDesk
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let signInTitle: String
        var signInFault: String?
        let signInText: String
        var signInForm: FormView?
    }

    var endpoints: [Endpoint] {
        [
            Endpoint(anyone: .get, Endpoint.signInPath) { asking(next: ReturnPath($0.parameter("next"))) },
            Endpoint(anyone: .post, Endpoint.signInPath, limit: 4096) { request, body in
                let form = try FormBody(body, type: request.headers[.contentType])
                // The whole link, or the end of it.
                let token = form["link"].prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last ?? ""
                return try await signIn(request, String(token), next: ReturnPath(form["next"]))
            },
            Endpoint(anyone: .get, "\(Endpoint.signInPath)/{token}", answer: following),
            Endpoint(anyone: .post, "\(Endpoint.signInPath)/{token}", limit: 4096) { request, body in
                let form = try FormBody(body, type: request.headers[.contentType])
                return try await signIn(request, request.lastSegment, next: ReturnPath(form["next"]))
            },
            Endpoint(form: "/sign-out") { _, visitor, _ in
                _ = try await desk.end(visitor.session, of: visitor.email, by: visitor.email)
                return .seeOther(Endpoint.signInPath, headers: [.setCookie: SessionToken.clearing])
            },
        ]
    }

    private func asking(next: ReturnPath, fault: String? = nil) -> Response {
        let field = FieldView(
            "link", of: "sign-in", "Your link", value: "", fault: fault,
            hint: "Paste all of it. Whoever runs Muster makes one with `muster people invite`.", maximum: 500,
            isRequired: true)
        var form = FormView("sign-in", to: Endpoint.signInPath, token: nil, button: "Sign in")
        form.fields = [field]
        form.hidden = [.init(hiddenName: "next", hiddenValue: next.description)]
        return pages.page(
            View(
                signInTitle: "Sign in", signInText: "You sign in with a link that is good once, and for a short while.",
                signInForm: form),
            by: "sign-in", title: "Sign in", for: nil, status: fault == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func following(_ request: Request) async throws -> Response {
        do {
            let person = try await desk.person(ofLink: request.lastSegment)
            var form = FormView("sign-in", to: request.uri.path, token: nil, button: "Sign in as \(person.name)")
            form.hidden = [
                .init(hiddenName: "next", hiddenValue: ReturnPath(request.parameter("next")).description)
            ]
            return pages.page(
                View(
                    signInTitle: "Sign in", signInText: "The link is good once: it is used up when you sign in.",
                    signInForm: form),
                by: "sign-in", title: "Sign in", for: nil)
        } catch let error as SignInError where error.code == .over {
            return over(error)
        }
    }

    private func signIn(_ request: Request, _ token: String, next: ReturnPath) async throws -> Response {
        guard RequestOrigin.isOwn(request) else {
            throw Problem(.forbidden, "this form was sent from another site; open your link, and sign in from there")
        }
        let session = SessionToken()
        do {
            _ = try await desk.signIn(byLink: token, session: session.digest)
        } catch let error as SignInError where error.code == .over {
            return over(error)
        }
        return .seeOther(
            next.description, headers: [.setCookie: session.setting(life: desk.rules.sessionLife)])
    }

    private func over(_ error: SignInError) -> Response {
        pages.page(
            View(
                signInTitle: "This link does not sign you in", signInFault: "The \(error.detail.dropFirst(5)).",
                signInText: "Whoever runs Muster makes another one with `muster people invite`."),
            by: "sign-in", title: "Sign in", for: nil, status: .notFound)
    }
}

extension Request {
    fileprivate var lastSegment: String { String(uri.path.split(separator: "/").last ?? "") }
}
