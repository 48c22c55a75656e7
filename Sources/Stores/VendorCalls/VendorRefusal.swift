/// What a vendor refuses with an answer whose status is one of success.
public struct VendorRefusal: Sendable, Hashable {
    /// What a refusal means for whoever has asked.
    public enum Meaning: Sendable, Hashable {
        /// It would be refused again.
        case final
        /// It is refused for now, and nothing was done.
        case passing
        /// The vendor is in trouble, and may have done it all the same.
        case unclear
        /// Too many such calls were made.
        case rateLimited
        /// The vendor does not know the token, or not any more.
        case tokenRefused
    }

    /// The vendor's own word: `name_taken`.
    public var code: String
    /// What it says about why, without secrets.
    public var reason: String
    /// What it means.
    public var meaning: Meaning

    /// A refusal of these words.
    public init(code: String, reason: String, meaning: Meaning) {
        self.code = code
        self.reason = reason
        self.meaning = meaning
    }
}
