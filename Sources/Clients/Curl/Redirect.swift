/// What a redirect asks for next (RFC 9110 section 15.4).
enum Redirect {
    /// - Returns: `nil` when the response is no redirect.
    static func request(
        after response: HTTPResponse, to request: HTTPRequest, at address: WebAddress
    ) throws(CurlError) -> HTTPRequest? {
        guard [301, 302, 303, 307, 308].contains(response.status), let location = response.headers["Location"] else {
            return nil
        }
        let target = try WebAddress(location, relativeTo: address)
        guard target.scheme == "https" || address.scheme == "http" else {
            let detail = "\(address.host) redirects to an address without TLS"
            throw CurlError(.destinationRefused, wasSent: true, detail: detail)
        }
        var next = request
        next.url = target.text
        if response.status == 303 && request.method != "HEAD" || response.status < 303 && request.method == "POST" {
            next.method = "GET"
            next.isIdempotent = true
            next.body = []
            next.headers["Content-Type"] = nil
        }
        if !target.hasSameOrigin(as: address) {
            for name in RequestRules.credentialFields { next.headers[name] = nil }
        }
        return next
    }
}
