import AlertDesk
import Certificates
import Encodings
import FoundationEssentials
import JSON

/// What of a message of Amazon SNS says that it is genuine (AWS, "Verifying the signatures of Amazon SNS messages").
struct SNSEnvelope: Sendable {
    let message: SNSMessage
    /// Where the certificate is that signed it.
    let certificate: String
    /// Where to say that the topic is wanted; `nil` for what asks nothing.
    let subscribe: String?

    private let hash: Certificate.Hash
    private let signature: [UInt8]
    private let signed: [UInt8]
    private let time: Date

    /// Seconds that a message may be on its way: SNS tries for hours, and longer when it is told to.
    static let age = 86_400.0

    /// Reads an envelope. Addresses are held to `sns.REGION.amazonaws.com`, the certificate's also to its path: everything
    /// that is asked for, is asked of Amazon.
    /// - Throws: ``AlertRefusal``.
    init(_ body: JSON) throws {
        message = try SNSMessage(body)
        func text(_ name: String) throws -> String {
            guard let text = body[name]?.stringValue else {
                throw AlertRefusal(["\(name): expected a text, found none"])
            }
            return text
        }
        switch try text("SignatureVersion") {
        case "1": hash = .sha1
        case "2": hash = .sha256
        default: throw AlertRefusal(["SignatureVersion: expected 1 or 2, found another"])
        }
        guard let signature = Base64.standard.decode(try text("Signature")) else {
            throw AlertRefusal(["Signature: expected Base64, found something else"])
        }
        guard let time = RFC3339.date(from: try text("Timestamp")) else {
            throw AlertRefusal(["Timestamp: expected a time, found something else"])
        }
        self.signature = signature
        self.time = time
        certificate = try text("SigningCertURL")
        guard Self.isOfAmazon(certificate), certificate.wholeMatch(of: Self.path) != nil else {
            throw AlertRefusal(["SigningCertURL: expected a certificate of sns.REGION.amazonaws.com, found another"])
        }
        let names: [String]
        if message.kind == .notification {
            subscribe = nil
            names = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
        } else {
            let address = try text("SubscribeURL")
            guard Self.isOfAmazon(address) else {
                throw AlertRefusal(["SubscribeURL: expected an address of sns.REGION.amazonaws.com, found another"])
            }
            subscribe = message.kind == .confirmation ? address : nil
            names = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
        }
        var signed = ""
        for name in names {
            // A subject is signed where there is one.
            if name == "Subject", body[name]?.stringValue == nil { continue }
            signed += "\(name)\n\(try text(name))\n"
        }
        self.signed = Array(signed.utf8)
    }

    /// Whether the owner of the certificate signed it, not too long ago.
    func isSigned(by certificate: Certificate, at now: Date) -> Bool {
        certificate.isValid(at: now) && abs(now.timeIntervalSince(time)) <= Self.age
            && certificate.verifies(signature, of: signed, hash: hash)
    }

    private static var path: Regex<Substring> {
        /https:\/\/[^\/]+\/SimpleNotificationService-[A-Za-z0-9]{1,64}\.pem/
    }

    /// `https://sns.eu-west-1.amazonaws.com/…`, also in China; nobody else can have such a name.
    static func isOfAmazon(_ address: String) -> Bool {
        address.utf8.count <= 4000
            && address.prefixMatch(of: /https:\/\/sns\.[a-z0-9-]{1,40}\.amazonaws\.com(?:\.cn)?\//) != nil
    }
}
