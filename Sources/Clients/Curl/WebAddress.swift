import CCurl

/// An absolute address, read by the same parser that libcurl sends with, so that what was checked is what is contacted.
struct WebAddress: Sendable, Hashable {
    /// The normalised address.
    let text: String
    /// In lower case.
    let scheme: String
    /// In lower case, without the brackets of an IPv6 address and without a trailing dot. Numeric IPv4 forms such as
    /// `0x7f.1` have become `127.0.0.1`.
    let host: String
    let port: Int

    /// - Parameter base: what a relative `text` refers to.
    init(_ text: String, relativeTo base: WebAddress? = nil) throws(CurlError) {
        guard (1...8192).contains(text.utf8.count), text.utf8.allSatisfy({ (33..<127).contains($0) }) else {
            throw Self.invalid("the address is empty, longer than 8192 bytes or has characters that must be encoded")
        }
        guard let handle = unsafe curl_url() else { throw Self.invalid("out of memory") }
        defer { unsafe curl_url_cleanup(handle) }
        let flags = UInt32(CURLU_DISALLOW_USER)
        for part in [base?.text, text].compactMap({ $0 }) {
            let status = unsafe curl_url_set(handle, CURLUPART_URL, part, flags)
            if status == CURLUE_USER_NOT_ALLOWED {
                throw Self.invalid("the address holds a user name; send credentials in a header")
            }
            guard status == CURLUE_OK else { throw Self.invalid("the address is not a URL") }
        }
        func part(_ name: CURLUPart, _ flags: Int32 = 0) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            guard unsafe curl_url_get(handle, name, &value, UInt32(flags)) == CURLUE_OK, let value = unsafe value else {
                return nil
            }
            defer { unsafe curl_free(value) }
            return unsafe String(cString: value)
        }
        guard let url = part(CURLUPART_URL), let scheme = part(CURLUPART_SCHEME),
            let host = part(CURLUPART_HOST), let port = part(CURLUPART_PORT, CURLU_DEFAULT_PORT).flatMap(Int.init)
        else { throw Self.invalid("the address is not complete") }
        self.text = url
        self.scheme = scheme.lowercased()
        self.host = Self.plain(host)
        self.port = port
    }

    /// The address of a mail server; the path is the name for `EHLO`.
    init(_ server: SMTPServer) throws(CurlError) {
        let isName: (String) -> Bool = { name in
            (1...253).contains(name.utf8.count)
                && name.utf8.allSatisfy { $0 < 128 && !"/@?#%<>\\ ".utf8.contains($0) && $0 > 32 }
        }
        guard isName(server.host), (1...65535).contains(server.port) else {
            throw Self.invalid("the mail server needs a host name and a port")
        }
        let scheme = server.security == .tls ? "smtps" : "smtp"
        let host = server.host.contains(":") && !server.host.hasPrefix("[") ? "[\(server.host)]" : server.host
        // libcurl says the decoded path after EHLO; without one it would say the host's short name, or localhost.
        let name = server.clientName.description
            .replacing("[", with: "%5B").replacing("]", with: "%5D").replacing(":", with: "%3A")
        try self.init("\(scheme)://\(host):\(server.port)/\(name)")
    }

    /// Scheme, host and port: who gets to see credentials.
    func hasSameOrigin(as other: WebAddress) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    private static func plain(_ host: String) -> String {
        var host = host.lowercased()
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if host.hasSuffix(".") { host.removeLast() }
        return host
    }

    private static func invalid(_ detail: String) -> CurlError {
        CurlError(.invalidRequest, wasSent: false, detail: detail)
    }
}
