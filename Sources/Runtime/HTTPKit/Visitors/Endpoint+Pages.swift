import Digests
import Encodings
public import HTTPTypes
import Hummingbird
public import HummingbirdCore
import IncidentStore

extension Endpoint {
    /// Where people sign in.
    public static let signInPath = "/sign-in"

    /// A page for people who are signed in, or bring a key that may read incidents. Others are shown the way to sign in, and
    /// back.
    public init(
        page path: String, reading reads: Parameters = [],
        answer: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.init(.get, path, admission: .key(.incidentsRead, .tooManyRequests), reads: reads) {
            request, context, doorkeeper, bodies in
            if let visitor = try await doorkeeper.visitor(request) {
                return try await answer(
                    Call(request, context, Principal(visitor), bodies, reading: reads, visitor: visitor))
            }
            do {
                let principal = try await doorkeeper.admit(request, for: .incidentsRead)
                return try await answer(Call(request, context, principal, bodies, reading: reads))
            } catch let problem as Problem
                where problem.status == .unauthorized && request.headers[.authorization] == nil
            {
                return .signIn(toReturnTo: "\(request.uri)")
            }
        }
    }

    /// A page for people who are signed in, and no key.
    public init(visitors path: String, answer: @escaping @Sendable (Call, Visitor) async throws -> Response) {
        self.init(.get, path, admission: .visitor) { request, context, doorkeeper, bodies in
            guard let visitor = try await doorkeeper.visitor(request) else {
                return .signIn(toReturnTo: "\(request.uri)")
            }
            return try await answer(
                Call(request, context, Principal(visitor), bodies, reading: [], visitor: visitor), visitor)
        }
    }

    /// What a form of a page sends to: from people who are signed in alone, from a page of this origin, and with the token of
    /// their session in the field `form_token`.
    public init(form path: String, answer: @escaping @Sendable (Call, Visitor, FormBody) async throws -> Response) {
        self.init(.post, path, admission: .visitor) { request, context, doorkeeper, bodies in
            guard RequestOrigin.isOwn(request) else {
                throw Problem(
                    .forbidden, "this form was sent from another site; open Muster's own page and send it there")
            }
            guard let visitor = try await doorkeeper.visitor(request) else {
                throw Problem(
                    .unauthorized, "you are not signed in any more: sign in, go back to the form and send it again")
            }
            return try await bodies.withBody(of: request, limit: BodyReader.otherLimit) { bytes in
                let form = try FormBody(bytes, type: request.headers[.contentType])
                guard equalInConstantTime(Array(form["form_token"].utf8), Array(visitor.formToken.utf8)) else {
                    throw Problem(
                        .forbidden, "this form is of another session: load its page again, and send it from there")
                }
                var call = try Call(request, context, Principal(visitor), bodies, reading: [], visitor: visitor)
                call.body = bytes
                return try await answer(call, visitor, form)
            }
        }
    }
}

extension Response {
    /// Leads to another page of this origin, which is loaded with GET.
    public static func seeOther(_ path: String, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.location] = path
        return Response(status: .seeOther, headers: headers)
    }

    static func signIn(toReturnTo path: String) -> Response {
        .seeOther("\(Endpoint.signInPath)?next=\(PercentCoding.encode(String(path.prefix(500))))")
    }
}
