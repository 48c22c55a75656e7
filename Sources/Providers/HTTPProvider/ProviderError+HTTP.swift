import Capabilities
import Curl
import JSON

extension ProviderError {
    /// There was no answer.
    init(_ error: CurlError, provider: String, call: ProviderCall) {
        let isCertificate = error.code == .certificate
        self.init(
            provider: provider, operation: call.operation,
            // A certificate is put right without anybody touching the message.
            remedy: error.isRetriable || isCertificate ? .retry : .giveUp, code: error.code.name,
            detail: error.description, mayHaveHappened: error.wasSent && call.isChange,
            isOutage: error.code != .cancelled && (error.isRetriable || isCertificate))
    }

    /// There was an answer that is no success.
    init(_ response: HTTPResponse, provider: String, call: ProviderCall) {
        let status = response.status
        let wait = response.retryAfter
        let isRetriable = status >= 500 || [408, 409, 425, 429].contains(status)
        self.init(
            provider: provider, operation: call.operation,
            remedy: isRetriable ? wait.map { .retryAfter($0) } ?? .retry : .giveUp,
            code: status == 429 ? "rate-limited" : "http-\(status)",
            detail: "it answered with \(status)\(Self.problem(in: response.body))",
            // A gateway may have lost the answer to a request that was carried out; 409 means that it is being so.
            mayHaveHappened: call.isChange && (status >= 500 || [408, 409].contains(status)),
            isOutage: status >= 500 || [408, 429].contains(status))
    }

    /// There was a success that says nothing understandable.
    init(unreadable error: any Error, provider: String, call: ProviderCall) {
        self.init(
            provider: provider, operation: call.operation, remedy: .giveUp, code: "unreadable-answer",
            detail: "its answer is not what the interface says: \(error)", mayHaveHappened: call.isChange,
            isOutage: false)
    }

    /// The title and detail of problem details (RFC 9457), printable and at most 200 characters.
    private static func problem(in body: [UInt8]) -> String {
        guard let json = try? JSON.parse(body, limits: JSONLimits(bytes: 65_536)) else { return "" }
        let parts = ["title", "detail"].compactMap { json[$0]?.stringValue }
        let text = parts.joined(separator: ": ").unicodeScalars.prefix(200)
            .filter { $0.value >= 32 && $0.value != 127 }
        return text.isEmpty ? "" : ": \(String(String.UnicodeScalarView(text)))"
    }
}

extension CurlError.Code {
    /// Short and stable.
    fileprivate var name: String {
        switch self {
        case .invalidRequest: "invalid-request"
        case .destinationRefused: "destination-refused"
        case .resolve: "host-not-found"
        case .connect: "no-connection"
        case .tls: "no-tls"
        case .certificate: "certificate-refused"
        case .timeout: "timeout"
        case .connectionLost: "connection-lost"
        case .responseTooLarge: "answer-too-large"
        case .tooManyRedirects: "too-many-redirects"
        case .protocolViolation: "protocol-violation"
        case .cancelled: "cancelled"
        case .smtp(let reply): "smtp-\(reply)"
        }
    }
}
