/// Why a signature is none, in the words and under the names of AWS.
public struct SignatureFault: Error, Sendable, Hashable {
    /// The name of the error.
    public enum Code: String, Sendable, Hashable {
        /// There is no signature.
        case missingToken = "MissingAuthenticationTokenException"
        /// A part of it is missing.
        case incomplete = "IncompleteSignatureException"
        /// It does not fit the request, or is too old.
        case invalid = "InvalidSignatureException"
        /// There is no such key.
        case unknownKey = "UnrecognizedClientException"
    }

    /// The name of the error.
    public let code: Code
    /// What is wrong, as a sentence; holds no secret.
    public let message: String

    /// A fault with these words.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// That there is no such key, or none that signs.
    public static let unknownKey = SignatureFault(
        .unknownKey, "The security token included in the request is invalid.")
}
