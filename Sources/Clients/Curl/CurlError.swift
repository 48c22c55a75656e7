/// Why an exchange failed. `description` is safe for users and logs: no header, no body, no query, no password.
public struct CurlError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: Sendable, Hashable {
        /// The request cannot be sent as it is: address, header, method, recipient or option.
        case invalidRequest
        /// The ``OutboundPolicy`` does not allow the destination.
        case destinationRefused
        /// The host name has no address.
        case resolve
        /// No connection.
        case connect
        /// The TLS handshake failed for another reason than the certificate.
        case tls
        /// The server's certificate is not valid for the host, not trusted, or expired; or the CA file cannot be read.
        case certificate
        /// The deadline passed.
        case timeout
        /// The connection ended before the answer did.
        case connectionLost
        /// The response is longer than the request allows.
        case responseTooLarge
        /// More redirects than the request allows to follow.
        case tooManyRedirects
        /// The server answered with something that is not its protocol.
        case protocolViolation
        /// The task was cancelled, or the client is gone.
        case cancelled
        /// The mail server refused with this reply code (RFC 5321 section 4.2): 4xx for now, 5xx for good.
        case smtp(Int)
    }

    /// The kind of failure.
    public var code: Code
    /// Whether the request may have reached the server and had an effect there. `false` only when surely not.
    /// For mail: whether the server may have taken over the message.
    public var wasSent: Bool
    /// What happened, with host and port where they matter.
    public var detail: String

    /// An error.
    /// - Parameters:
    ///   - code: the kind of failure.
    ///   - wasSent: whether the request may have had an effect.
    ///   - detail: what happened, without secrets.
    public init(_ code: Code, wasSent: Bool, detail: String) {
        self.code = code
        self.wasSent = wasSent
        self.detail = detail
    }

    /// Whether the same request may succeed later. Says nothing about whether repeating it is safe: see ``wasSent``.
    public var isRetriable: Bool {
        switch code {
        case .resolve, .connect, .tls, .timeout, .connectionLost, .protocolViolation, .cancelled: true
        case .smtp(let reply): (400..<500).contains(reply)
        case .invalidRequest, .destinationRefused, .certificate, .responseTooLarge, .tooManyRedirects: false
        }
    }

    /// Kind and detail in one line.
    public var description: String { "\(code.words): \(detail)" }
}

extension CurlError.Code {
    fileprivate var words: String {
        switch self {
        case .invalidRequest: "the request cannot be sent"
        case .destinationRefused: "the destination is not allowed"
        case .resolve: "the host name was not found"
        case .connect: "no connection"
        case .tls: "no secure connection"
        case .certificate: "the server's certificate was refused"
        case .timeout: "no answer in time"
        case .connectionLost: "the connection was lost"
        case .responseTooLarge: "the answer is too large"
        case .tooManyRedirects: "too many redirects"
        case .protocolViolation: "the answer was not understood"
        case .cancelled: "cancelled"
        case .smtp(let reply): "the mail server refused with \(reply)"
        }
    }
}
