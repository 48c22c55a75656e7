/// What a request must be like so that it means to the server what it means here.
enum RequestRules {
    /// Fields that only their own origin may see.
    static let credentialFields = ["Authorization", "Proxy-Authorization", "Cookie"]

    /// Fields that the connection decides.
    private static let framingFields = [
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Upgrade",
    ]

    static func check(_ request: HTTPRequest) throws(CurlError) {
        guard isToken(request.method), request.method.utf8.count <= 32 else {
            throw invalid("the method is not a token")
        }
        guard request.headers.fields.count <= 100 else { throw invalid("more than 100 header fields") }
        for field in request.headers.fields {
            guard isToken(field.name) else { throw invalid("a header field's name is not a token") }
            guard isFieldValue(field.value) else { throw invalid("the header \(field.name) has control characters") }
            guard !framingFields.contains(where: field.name.isSameFieldName) else {
                throw invalid("the header \(field.name) belongs to the connection")
            }
        }
    }

    static func check(_ mail: MailMessage, _ server: SMTPServer) throws(CurlError) {
        guard MailMessage.isEnvelopeAddress(mail.sender) else { throw invalid("the sender is not a mail address") }
        guard (1...1000).contains(mail.recipients.count) else { throw invalid("1...1000 recipients are possible") }
        guard let bad = mail.recipients.firstIndex(where: { !MailMessage.isEnvelopeAddress($0) }) else {
            guard (server.user == nil) == (server.password == nil) else {
                throw invalid("a mail server needs both user and password, or neither")
            }
            return
        }
        throw invalid("recipient \(bad + 1) is not a mail address")
    }

    /// RFC 9110 section 5.6.2.
    private static func isToken(_ text: String) -> Bool {
        let marks = "!#$%&'*+-.^_`|~".utf8
        return !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...122).contains(byte.asciiLowercased) || marks.contains(byte)
            }
    }

    private static func isFieldValue(_ text: String) -> Bool {
        text.utf8.count <= 16_384 && text.utf8.allSatisfy { $0 == 9 || ($0 >= 32 && $0 != 127) }
    }

    private static func invalid(_ detail: String) -> CurlError {
        CurlError(.invalidRequest, wasSent: false, detail: detail)
    }
}
