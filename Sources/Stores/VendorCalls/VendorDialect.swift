public import Curl
import JSON

/// How a vendor says what went wrong.
public struct VendorDialect: Sendable {
    /// What an answer that is no success says about why; `nil` when it says nothing that can be read.
    public var reason: @Sendable (_ body: [UInt8]) -> String?
    /// How long an answer asks to be left alone.
    public var wait: @Sendable (HTTPResponse) -> Duration?
    /// Whether a refused token is worth another try, because whoever runs Muster exchanges it in its file.
    public var retriesRefusedTokens: Bool
    /// What a success (2xx) says all the same of a refusal; `nil` when it is a success. By default every one is.
    public var refusal: @Sendable (HTTPResponse) -> VendorRefusal?
    /// The media type of what is sent.
    public var contentType: String

    /// - Parameter wait: `Retry-After` by default.
    public init(
        retriesRefusedTokens: Bool, reason: @escaping @Sendable ([UInt8]) -> String?,
        wait: @escaping @Sendable (HTTPResponse) -> Duration? = { $0.retryAfter },
        refusal: @escaping @Sendable (HTTPResponse) -> VendorRefusal? = { _ in nil },
        contentType: String = "application/json"
    ) {
        self.reason = reason
        self.wait = wait
        self.retriesRefusedTokens = retriesRefusedTokens
        self.refusal = refusal
        self.contentType = contentType
    }

    /// Problem details (RFC 9457): their title and detail.
    public static let problemDetails = VendorDialect(retriesRefusedTokens: false) { body in
        guard let json = try? JSON.parse(body, limits: JSONLimits(bytes: 65_536)) else { return nil }
        let parts = ["title", "detail"].compactMap { json[$0]?.stringValue }
        return parts.isEmpty ? nil : parts.joined(separator: ": ")
    }
}
