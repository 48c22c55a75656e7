public import Incident

/// Why somebody is not signed in.
public typealias SignInError = Refusal<SignInRefusal>

/// What kinds of refusals there are.
public enum SignInRefusal: String, Sendable, Hashable {
    /// The link is not good, whatever the reason.
    case over
    /// The request asks for something that cannot be.
    case invalid
}

extension SignInError {
    static let over = SignInError(
        .over, "this link is over, was used before or never was: a link signs in once. Ask for another one")
}
