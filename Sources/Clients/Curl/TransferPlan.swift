import Encodings

/// One exchange with one server, checked and ready to be sent.
struct TransferPlan: Sendable {
    enum Content: Sendable {
        case request(HTTPRequest)
        case mail(MailMessage, SMTPServer)
    }

    let content: Content
    let destination: WebAddress
    let policy: OutboundPolicy
    let userAgent: String
    let deadline: ContinuousClock.Instant

    init(
        _ request: HTTPRequest, policy: OutboundPolicy, userAgent: String, deadline: ContinuousClock.Instant
    ) throws(CurlError) {
        content = .request(request)
        destination = try WebAddress(request.url)
        self.policy = policy
        self.userAgent = userAgent
        self.deadline = deadline
        try RequestRules.check(request)
        try checkDestination()
    }

    init(
        _ mail: MailMessage, via server: SMTPServer, policy: OutboundPolicy, deadline: ContinuousClock.Instant
    ) throws(CurlError) {
        content = .mail(mail, server)
        destination = try WebAddress(server)
        self.policy = policy
        userAgent = ""
        self.deadline = deadline
        try RequestRules.check(mail, server)
        try checkDestination()
    }

    /// The proxy that this exchange goes through.
    var proxy: String? {
        if case .request = content { return policy.proxy }
        return nil
    }

    /// Whether nothing on the way is encrypted.
    private var isPlain: Bool {
        switch content {
        case .request: destination.scheme == "http"
        case .mail(_, let server): server.security == .none
        }
    }

    private var mayBePlainAnywhere: Bool {
        if case .request = content { return policy.allowsPlainHTTP(host: destination.host) }
        return false
    }

    /// What a connection to this address is refused for.
    func objection(to address: IPAddress) -> String? {
        guard policy.allows(address, host: destination.host) else {
            return "\(destination.host) has the reserved address \(address); "
                + "if it is meant, add this address, its network or the host's name to MUSTER_OUTBOUND_ALLOW"
        }
        guard !isPlain || mayBePlainAnywhere || ReservedNetworks.isLoopback(address) else {
            return "\(destination.host) would be spoken to without TLS"
        }
        return nil
    }

    /// What can be said before the name is resolved.
    private func checkDestination() throws(CurlError) {
        guard ["https", "http", "smtp", "smtps"].contains(destination.scheme),
            isMail == destination.scheme.hasPrefix("smtp")
        else {
            throw CurlError(.invalidRequest, wasSent: false, detail: "the scheme must be https")
        }
        let literal = IPAddress(destination.host)
        if let objection = literal.flatMap(objection) {
            throw CurlError(.destinationRefused, wasSent: false, detail: objection)
        }
        guard !isPlain || mayBePlainAnywhere || literal != nil || destination.host == "localhost" else {
            let detail = "\(destination.host) would be spoken to without TLS"
            throw CurlError(.destinationRefused, wasSent: false, detail: detail)
        }
    }

    private var isMail: Bool {
        if case .mail = content { return true }
        return false
    }

    /// Texts that no error may repeat.
    var secrets: [String] {
        var secrets: [String?] = [policy.proxy]
        switch content {
        case .request(let request):
            secrets += RequestRules.credentialFields.flatMap { request.headers.all($0) }
        case .mail(_, let server):
            secrets += [server.password, server.password.map { Base64.standard.encode(Array($0.utf8)) }]
        }
        return secrets.compactMap { $0 }.filter { $0.count >= 4 }
    }
}
