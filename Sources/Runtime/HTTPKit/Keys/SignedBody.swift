import Digests
import Encodings
import Environment
import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Organisation

extension Call {
    /// Holds a body to the signature that its source is configured to send; nothing for a source that signs none.
    /// - Throws: ``Problem`` 401 for a signature that is missing, wrong or old; 503 when this process has no secret to check
    ///   it with, so that senders try again.
    public func checkSignature(of body: [UInt8]) throws {
        guard let signature = principal.signature else { return }
        let secrets = try signature.secretVariables.compactMap { name in
            do {
                return try EnvironmentVariables.process.secret(name)
            } catch {
                throw Problem.retryLater("the signature cannot be checked: \(error)")
            }
        }
        guard !secrets.isEmpty else {
            let names = signature.secretVariables.joined(separator: ", ")
            throw Problem.retryLater("the signature cannot be checked: set \(names) (or with _FILE) for muster-intake")
        }
        try signature.check(request.headers, body: body, secrets: secrets, at: Date())
    }
}

extension SourceSignature {
    /// Seconds that the sender's clock may be off, or a request on its way.
    static let tolerance = 300.0

    /// Whether one of the secrets signed the body, and at this time where the time is signed.
    func check(_ headers: HTTPFields, body: [UInt8], secrets: [String], at time: Date) throws(Problem) {
        guard let text = value(of: header, in: headers) else {
            throw refusal("the header \(header) is missing: this source signs its webhooks")
        }
        guard let given = Hex.decode(text), given.count == 32 else {
            throw refusal("the header \(header) must be 64 hexadecimal digits, an HMAC-SHA-256")
        }
        var message = body
        if let timestampHeader {
            guard let word = value(of: timestampHeader, in: headers), let seconds = Int64(word) else {
                throw refusal("the header \(timestampHeader) must be the time in seconds since 1970")
            }
            guard abs(Double(seconds) - time.timeIntervalSince1970) <= Self.tolerance else {
                throw refusal("the time in \(timestampHeader) is more than 5 minutes off: check both clocks")
            }
            message = Array("\(word):".utf8) + body
        }
        // All are tried, so that the time tells nothing of which one fits.
        let fits = secrets.map { equalInConstantTime(hmacSHA256(message, key: Array($0.utf8)), given) }
        guard fits.contains(true) else {
            throw refusal(
                "the signature in \(header) does not fit: compare the secret of the contact point, and whether it signs a time"
            )
        }
    }

    private func value(of name: String, in headers: HTTPFields) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    private func refusal(_ detail: String) -> Problem { Problem(.unauthorized, detail) }
}
