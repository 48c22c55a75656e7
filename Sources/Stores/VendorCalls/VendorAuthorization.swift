/// What a vendor knows us by. Only ever in the `Authorization` header.
public enum VendorAuthorization: Sendable {
    /// Nothing.
    case none
    /// A bearer token (RFC 6750).
    case bearer(String)
    /// A user name and a password, or a token in its place (RFC 7617).
    case basic(user: String, password: String)
}
