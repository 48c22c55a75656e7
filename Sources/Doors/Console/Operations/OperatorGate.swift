import HTTPKit
import HTTPTypes
import HummingbirdCore
import Operations
import SignInDesk

/// Lets those in who may mend the pipeline, as long as they may.
struct OperatorGate: Sendable {
    let signIn: SignInDesk

    /// A page for operators and administrators.
    func page(
        _ path: String, answer: @escaping @Sendable (Call, Visitor, LetterReader) async throws -> Response
    ) -> Endpoint {
        Endpoint(visitors: path) { call, visitor in
            try await answer(call, visitor, reader(visitor))
        }
    }

    /// A form of theirs.
    func form(
        _ path: String,
        answer: @escaping @Sendable (Call, Visitor, LetterReader, FormBody) async throws -> Response
    ) -> Endpoint {
        Endpoint(form: path) { call, visitor, body in
            try await answer(call, visitor, reader(visitor), body)
        }
    }

    private func reader(_ visitor: Visitor) async throws -> LetterReader {
        let roles = try await signIn.roles(of: visitor.email)
        guard !roles.isEmpty else {
            throw Problem(
                .forbidden,
                "this page is for operators; whoever runs Muster makes you one for a while, with `muster people grant`")
        }
        return .person(email: visitor.email, isAdministrator: roles.contains(.administrator))
    }
}
