import CCurl

/// libcurl's results in the words of ``CurlError``.
enum ErrorCodes {
    /// What is known beside the result.
    struct Facts {
        /// An address was refused by the policy.
        var isRefused = false
        var isTooLarge = false
        /// The mail server's last reply, when it was a refusal.
        var reply: Int?
    }

    static func code(for result: CURLcode, facts: Facts) -> CurlError.Code {
        if facts.isTooLarge || result == CURLE_FILESIZE_EXCEEDED { return .responseTooLarge }
        switch result {
        case CURLE_OPERATION_TIMEDOUT: return .timeout
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .resolve
        case CURLE_COULDNT_CONNECT, CURLE_PROXY: return facts.isRefused ? .destinationRefused : .connect
        case CURLE_ABORTED_BY_CALLBACK: return facts.isRefused ? .destinationRefused : .connectionLost
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_ENGINE_INITFAILED: return .tls
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CERTPROBLEM:
            return .certificate
        case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_FAILED_INIT, CURLE_OUT_OF_MEMORY:
            return .invalidRequest
        case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: return .smtp(facts.reply ?? 535)
        default: break
        }
        if let reply = facts.reply { return .smtp(reply) }
        switch result {
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND:
            return .connectionLost
        default: return .protocolViolation
        }
    }

    /// Text from elsewhere, fit for an error: printable, at most 200 characters, without the secrets.
    static func clean(_ text: String, without secrets: [String]) -> String {
        let printable = text.unicodeScalars.lazy.map { (32..<127).contains($0.value) ? Character($0) : " " }
        var result = String(printable.prefix(1000))
        for secret in secrets {
            result = result.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
        }
        return String(result.prefix(200))
    }
}
