import CCurl

/// What libcurl works on for one exchange. Belongs to the thread of its ``TransferLoop``.
@safe final class Transfer {
    typealias Outcome = Result<HTTPResponse, CurlError>

    let id: UInt64
    let plan: TransferPlan
    let handle: UnsafeMutableRawPointer
    private let continuation: CheckedContinuation<Outcome, Never>
    var collector: ResponseCollector
    private var mailContent: [UInt8] = []
    private var mailOffset = 0
    /// Why an address was not connected to.
    private(set) var objection: String?
    /// How often the request was handed to a connection.
    private(set) var attempts = 0
    private let errorText: UnsafeMutablePointer<CChar>
    private var lists: [UnsafeMutablePointer<curl_slist>] = unsafe []

    /// - Returns: `nil` when there is no memory for a handle.
    init?(id: UInt64, plan: TransferPlan, continuation: CheckedContinuation<Outcome, Never>) {
        guard let handle = unsafe curl_easy_init() else { return nil }
        self.id = id
        self.plan = plan
        unsafe self.handle = unsafe handle
        self.continuation = continuation
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        switch plan.content {
        case .request(let request): collector = ResponseCollector(maximumBodyBytes: request.maximumResponseBytes)
        case .mail(let mail, _):
            collector = ResponseCollector(maximumBodyBytes: 0)
            mailContent = mail.normalisedContent
        }
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe lists.forEach { unsafe curl_slist_free_all($0) }
        unsafe errorText.deallocate()
    }

    /// Sets every option. The handle refers to this object, which must live until it is removed from the multi handle.
    func configure() throws(CurlError) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        var options = unsafe TransferOptions(handle: handle, context: context, errorText: errorText)
        unsafe options.setCommon(plan)
        switch plan.content {
        case .request(let request): unsafe options.setRequest(request, plan)
        case .mail(let mail, let server):
            unsafe options.setMail(mail, server, plan, size: mailContent.count)
        }
        unsafe lists = unsafe options.lists
        if unsafe options.failure != CURLE_OK {
            let detail = unsafe "libcurl refuses an option: \(String(cString: curl_easy_strerror(options.failure)))"
            throw CurlError(.invalidRequest, wasSent: false, detail: detail)
        }
    }

    /// Whether a connection to this address may be opened.
    func mayConnect(to address: IPAddress?) -> Bool {
        // A proxy is configured by who runs the process, and decides about the rest.
        if plan.proxy != nil { return true }
        objection = address.map(plan.objection) ?? "\(plan.destination.host) has an address of an unknown family"
        return objection == nil
    }

    /// Called when a connection is there and the request is about to be sent on it.
    func mayStart(at address: IPAddress?) -> Bool {
        guard attempts == 0 || mayRepeat, mayConnect(to: address) else { return false }
        attempts += 1
        return true
    }

    /// libcurl sends a request again when a reused connection ends without an answer. The server may have acted on it.
    private var mayRepeat: Bool {
        if case .request(let request) = plan.content { return request.isIdempotent }
        return false
    }

    /// The next piece of the mail.
    func readMail(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = mailContent[mailOffset...].prefix(buffer.count)
        unsafe buffer.copyBytes(from: piece)
        mailOffset += piece.count
        return piece.count
    }

    private var mayHaveHadEffect: Bool {
        switch plan.content {
        case .request: attempts > 0
        case .mail: attempts > 0 && mailOffset == mailContent.count
        }
    }

    /// Resumes the waiting task with what the transfer came to.
    func finish(_ result: CURLcode) {
        continuation.resume(returning: outcome(of: result))
    }

    func fail(_ code: CurlError.Code, _ detail: String) {
        continuation.resume(returning: .failure(CurlError(code, wasSent: mayHaveHadEffect, detail: detail)))
    }

    private func outcome(of result: CURLcode) -> Outcome {
        var status = 0
        _ = unsafe curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        if result == CURLE_OK {
            var version = 0
            _ = unsafe curl_get_long(handle, CURLINFO_HTTP_VERSION, &version)
            let isHTTP2 = version == Int(CURL_HTTP_VERSION_2_0)
            return .success(
                HTTPResponse(
                    status: status, headers: collector.headers, body: collector.body,
                    version: isHTTP2 ? .http2 : .http1))
        }
        let code = ErrorCodes.code(for: result, facts: facts(reply: status))
        var wasSent = mayHaveHadEffect
        if case .smtp = code { wasSent = false }
        return .failure(CurlError(code, wasSent: wasSent, detail: detail(code, result)))
    }

    private func facts(reply: Int) -> ErrorCodes.Facts {
        var facts = ErrorCodes.Facts()
        facts.isRefused = objection != nil
        facts.isTooLarge = collector.isTooLarge
        if case .mail = plan.content, (400..<600).contains(reply) { facts.reply = reply }
        return facts
    }

    private func detail(_ code: CurlError.Code, _ result: CURLcode) -> String {
        let place = "\(plan.destination.host):\(plan.destination.port)"
        switch code {
        case .destinationRefused: return objection ?? place
        case .responseTooLarge: return "\(place) answered with more than \(collector.maximumBodyBytes) bytes"
        case .smtp: return "\(place): \(ErrorCodes.clean(collector.refusal, without: plan.secrets))"
        default: break
        }
        let own = unsafe String(cString: errorText)
        let text = own.isEmpty ? unsafe String(cString: curl_easy_strerror(result)) : own
        return "\(place): \(ErrorCodes.clean(text, without: plan.secrets))"
    }
}
