public import Capabilities
public import Curl

extension ProviderError {
    /// There was no answer.
    public init(_ error: CurlError, provider: String, call: VendorCall) {
        let isCertificate = error.code == .certificate
        self.init(
            provider: provider, operation: call.operation,
            // A certificate is put right without anybody touching the message.
            remedy: error.isRetriable || isCertificate ? .retry : .giveUp, code: error.code.name,
            detail: error.description, mayHaveHappened: error.wasSent && call.isChange,
            isOutage: error.code != .cancelled && (error.isRetriable || isCertificate))
    }

    /// There was an answer that is no success.
    /// - Parameter limitsMethods: whether a refusal for the rate concerns the method alone, so that it is no outage.
    public init(
        _ response: HTTPResponse, provider: String, call: VendorCall, dialect: VendorDialect = .problemDetails,
        limitsMethods: Bool = false
    ) {
        let status = response.status
        let isTokenRefused = status == 401 && dialect.retriesRefusedTokens
        let isRetriable = status >= 500 || [408, 409, 425, 429].contains(status) || isTokenRefused
        let reason = dialect.reason(response.body).map(Self.printable).flatMap { $0.isEmpty ? nil : ": \($0)" } ?? ""
        let advice =
            isTokenRefused ? "; the token is wrong or has expired: put a valid one where `token_variable` says" : ""
        self.init(
            provider: provider, operation: call.operation,
            remedy: isRetriable ? dialect.wait(response).map { .retryAfter($0) } ?? .retry : .giveUp,
            code: Self.code(status, isTokenRefused: isTokenRefused),
            detail: "it answered with \(status)\(reason)\(advice)",
            // A gateway may have lost the answer to a request that was carried out; 409 means that it is being so.
            mayHaveHappened: call.isChange && (status >= 500 || [408, 409].contains(status)),
            isOutage: status >= 500 || status == 408 || (status == 429 && !limitsMethods) || isTokenRefused)
    }

    /// There was an answer that says no although its status is one of success.
    /// - Parameter wait: how long the answer asks to be left alone.
    init(_ refusal: VendorRefusal, wait: Duration?, provider: String, call: VendorCall, limitsMethods: Bool) {
        let isLimited = refusal.meaning == .rateLimited
        let isToken = refusal.meaning == .tokenRefused
        let advice =
            isToken ? "; the token is wrong or has expired: put a valid one where `token_variable` says" : ""
        let code = isLimited ? "rate-limited" : isToken ? "token-refused" : Self.printable(refusal.code)
        self.init(
            provider: provider, operation: call.operation,
            remedy: refusal.meaning == .final ? .giveUp : wait.map { .retryAfter($0) } ?? .retry, code: code,
            detail: "it answered: \(Self.printable(refusal.reason))\(advice)",
            mayHaveHappened: call.isChange && refusal.meaning == .unclear,
            isOutage: isToken || refusal.meaning == .unclear || (isLimited && !limitsMethods))
    }

    /// There was a success that says nothing understandable.
    public init(unreadable error: any Error, provider: String, call: VendorCall) {
        self.init(
            provider: provider, operation: call.operation, remedy: .giveUp, code: "unreadable-answer",
            detail: "its answer is not what the interface says: \(error)", mayHaveHappened: call.isChange,
            isOutage: false)
    }

    /// The call was not made, because the vendor wants the method to be left alone.
    init(heldFor wait: Duration, provider: String, call: VendorCall) {
        self.init(
            provider: provider, operation: call.operation, remedy: .retryAfter(wait), code: "rate-limited",
            detail: "it has refused this kind of call for its rate, and is left alone for a while",
            mayHaveHappened: false, isOutage: false)
    }

    /// The call was not made, because what came before it took all the time that there is.
    init(noTimeFor call: VendorCall, provider: String) {
        self.init(
            provider: provider, operation: call.operation, remedy: .retry, code: "timeout",
            detail: "the calls before this one took all the time that there is (`timeout_ms`)",
            mayHaveHappened: false, isOutage: true)
    }

    private static func code(_ status: Int, isTokenRefused: Bool) -> String {
        if status == 429 { return "rate-limited" }
        return isTokenRefused ? "token-refused" : "http-\(status)"
    }

    /// What a vendor says, without control characters and at most 300 characters long.
    private static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.prefix(300)
        return String(String.UnicodeScalarView(scalars))
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
