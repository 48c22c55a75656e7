import Digests
import Encodings
public import FoundationEssentials

/// The signature of a request as its `Authorization` header says it: AWS's Signature Version 4, with one secret for both sides.
public struct SignatureV4: Sendable {
    /// The only algorithm.
    static let algorithm = "AWS4-HMAC-SHA256"
    /// How far the sender's clock may be off, as at AWS.
    public static let tolerance: TimeInterval = 300

    /// The id of the key.
    public let keyID: String
    /// The day of the credential's scope: `20150830`.
    let day: String
    /// The region that the sender means.
    public let region: String
    /// The service that the sender means.
    public let service: String
    /// The names of the headers that are signed, in lower case, in their order.
    let signedHeaders: [String]
    let signature: [UInt8]
    /// When it was signed, as it is signed: `20150830T123600Z`.
    let timestamp: String
    let time: Date

    /// Reads the headers `Authorization` and `X-Amz-Date`.
    public init(_ request: SignableRequest) throws(SignatureFault) {
        guard let header = request.value("authorization"), !header.isEmpty else {
            throw SignatureFault(.missingToken, "Missing Authentication Token")
        }
        guard header.hasPrefix("\(Self.algorithm) ") else {
            throw SignatureFault(
                .incomplete, "Authorization header requires '\(Self.algorithm)'; that is the only way to sign here.")
        }
        let fields = Self.fields(header.dropFirst(Self.algorithm.count + 1))
        let missing = ["Credential", "Signature", "SignedHeaders"].filter { fields[$0]?.isEmpty != false }
        guard let credential = fields["Credential"], let signed = fields["SignedHeaders"],
            let signature = fields["Signature"], missing.isEmpty
        else {
            let words = missing.map { "Authorization header requires '\($0)' parameter." }
            throw SignatureFault(.incomplete, words.joined(separator: " "))
        }
        guard let timestamp = request.value("x-amz-date") else {
            throw SignatureFault(.incomplete, "Authorization header requires existence of a 'X-Amz-Date' header.")
        }
        guard let time = Self.date(timestamp) else {
            throw SignatureFault(
                .incomplete, "Date must be in ISO-8601 'basic format'. Got '\(timestamp.prefix(40))'.")
        }
        let scope = credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard scope.count == 5, scope[4] == "aws4_request" else {
            throw SignatureFault(
                .incomplete,
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/aws4_request.")
        }
        (keyID, day, region, service) = (scope[0], scope[1], scope[2], scope[3])
        signedHeaders = signed.split(separator: ";").map { $0.lowercased() }
        self.signature = Hex.decode(signature) ?? []
        self.timestamp = timestamp
        self.time = time
    }

    /// Checks that the request is what was signed, not long ago, by whoever has the secret.
    /// - Parameter service: the name of the service that is served: `states`.
    public func check(
        _ request: SignableRequest, secret: String, service expected: String, at now: Date
    ) throws(SignatureFault) {
        guard service == expected else {
            throw SignatureFault(.invalid, "Credential should be scoped to correct service: '\(expected)'.")
        }
        guard timestamp.hasPrefix(day) else {
            throw SignatureFault(
                .invalid,
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                    + "'\(day.prefix(20))' != '\(timestamp.prefix(8))', from '\(timestamp)'.")
        }
        // What is not signed, somebody on the way may have changed.
        let needed = Set(request.headers.map { $0.name.lowercased() }.filter { $0.hasPrefix("x-amz-") } + ["host"])
        let unsigned = needed.subtracting(signedHeaders).sorted()
        guard unsigned.isEmpty else {
            throw SignatureFault(
                .invalid, "'\(unsigned.joined(separator: "', '"))' must be a 'SignedHeader' in the AWS Authorization.")
        }
        guard equalInConstantTime(signature, expectedSignature(request, secret: secret)) else {
            throw SignatureFault(
                .invalid,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
                    + "Access Key and signing method. Consult the service documentation for details.")
        }
        try checkTime(now)
    }

    private func checkTime(_ now: Date) throws(SignatureFault) {
        let (earliest, latest) = (now - Self.tolerance, now + Self.tolerance)
        if time < earliest {
            throw SignatureFault(
                .invalid,
                "Signature expired: \(timestamp) is now earlier than \(Self.text(earliest)) (\(Self.text(now)) - 5 min.)"
            )
        }
        if time > latest {
            throw SignatureFault(
                .invalid,
                "Signature not yet current: \(timestamp) is still later than \(Self.text(latest)) (\(Self.text(now)) + 5 min.)"
            )
        }
    }

    private init(_ request: SignableRequest, keyID: String, region: String, service: String, at time: Date) {
        (self.keyID, self.region, self.service, self.time) = (keyID, region, service, time)
        timestamp = Self.text(time)
        day = String(timestamp.prefix(8))
        signedHeaders = Set(request.headers.map { $0.name.lowercased() }).sorted()
        signature = []
    }

    /// Signs a request with all headers that it has, `Host` among them.
    /// - Returns: the headers `X-Amz-Date` and `Authorization`, to be sent with it.
    public static func sign(
        _ request: SignableRequest, keyID: String, secret: String, region: String, service: String, at time: Date
    ) -> [(name: String, value: String)] {
        var request = request
        request.headers.append((name: "X-Amz-Date", value: text(time)))
        let signature = SignatureV4(request, keyID: keyID, region: region, service: service, at: time)
        let value =
            "\(algorithm) Credential=\(keyID)/\(signature.day)/\(region)/\(service)/aws4_request, "
            + "SignedHeaders=\(signature.signedHeaders.joined(separator: ";")), "
            + "Signature=\(Hex.encode(signature.expectedSignature(request, secret: secret)))"
        return [(name: "X-Amz-Date", value: signature.timestamp), (name: "Authorization", value: value)]
    }

    func expectedSignature(_ request: SignableRequest, secret: String) -> [UInt8] {
        let canonical = request.canonicalText(signing: signedHeaders)
        let text = [
            Self.algorithm, timestamp, "\(day)/\(region)/\(service)/aws4_request", Hex.encode(sha256(canonical)),
        ].joined(separator: "\n")
        var key = Array("AWS4\(secret)".utf8)
        for part in [day, region, service, "aws4_request"] { key = hmacSHA256(Array(part.utf8), key: key) }
        return hmacSHA256(Array(text.utf8), key: key)
    }

    private static func fields(_ text: Substring) -> [String: String] {
        var fields: [String: String] = [:]
        for part in text.split(separator: ",") {
            let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { fields[String(pair[0])] = String(pair[1]) }
        }
        return fields
    }

    /// `20150830T123600Z`.
    static func date(_ text: String) -> Date? {
        let bytes = Array(text.utf8)
        guard bytes.count == 16 else { return nil }
        func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        return RFC3339.date(
            from: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))\(part(8..<11)):\(part(11..<13)):\(part(13..<16))")
    }

    static func text(_ date: Date) -> String {
        RFC3339.string(from: date).prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}
