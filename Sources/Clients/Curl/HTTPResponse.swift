import Glibc

/// The answer to an ``HTTPRequest``.
public struct HTTPResponse: Sendable {
    /// The protocol the answer came over.
    public enum Version: String, Sendable {
        case http1 = "1.1"
        case http2 = "2"
    }

    /// The status code, 200...599.
    public var status: Int
    /// The header fields of the last answer, after redirects.
    public var headers: HTTPHeaders
    /// The body as sent; never decompressed.
    public var body: [UInt8]
    /// The protocol it came over.
    public var version: Version

    /// An answer, as tests make them.
    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = [], version: Version = .http1) {
        self.status = status
        self.headers = headers
        self.body = body
        self.version = version
    }

    /// Whether the status is 2xx.
    public var isSuccess: Bool { (200..<300).contains(status) }

    /// How long the server asks to wait (`Retry-After`, RFC 9110 section 10.2.3): seconds, or the time until a date, taken
    /// from the server's own `Date` when it sent one. 0 seconds to 24 hours; `nil` when absent or not understood.
    public var retryAfter: Duration? {
        headers["Retry-After"].flatMap {
            RetryAfter.parse($0, now: headers["Date"].flatMap(HTTPDate.parse) ?? time(nil))
        }
    }
}
