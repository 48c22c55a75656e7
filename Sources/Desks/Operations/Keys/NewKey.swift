public import Digests
import Encodings
public import RequestSignatures

/// A key as it is made: shown once, kept as a digest.
public struct NewKey: Sendable {
    /// What the key is looked up by; not secret.
    public let prefix: String
    /// The whole key, or the secret of one that signs.
    public let text: String
    /// SHA-256 of ``text``.
    public let digest: [UInt8]
    /// How it is sent.
    public let kind: KeyKind

    /// `mus_`, eight characters, `_`, and 256 random bits in 43 characters. The prefix begins with a letter or digit, so that
    /// a command does not take it for an option.
    public init(prefix: [UInt8] = randomBytes(6), secret: [UInt8] = randomBytes(32)) {
        var start = Base64.url.encode(prefix)
        while start.hasPrefix("-") || start.hasPrefix("_") { start = Base64.url.encode(randomBytes(6)) }
        self.prefix = start
        text = "mus_\(self.prefix)_\(Base64.url.encode(secret))"
        digest = sha256(text)
        kind = .bearer
    }

    /// A key of this kind.
    /// - Parameter signingKey: what the secrets of keys that sign are made from.
    /// - Throws: ``OperationsError`` when the kind needs it and it is missing.
    public init(_ kind: KeyKind, signingKey: SigningKey?) throws(OperationsError) {
        switch kind {
        case .bearer: self.init()
        case .routing: self.init(routing: randomBytes(32))
        case .aws:
            guard let signingKey else {
                throw OperationsError(
                    "MUSTER_SIGNING_KEY is not set, from which the secrets of keys for AWS's protocol are made. Load the "
                        + "environment first: . .muster/env, or set MUSTER_SIGNING_KEY_FILE as for intake.")
            }
            self.init(signing: randomBytes(8), by: signingKey)
        }
    }

    /// Eight letters and digits, the id, and the secret that is made of it. Of the secret a digest is kept, which tells a signing
    /// key that was changed since.
    init(signing random: [UInt8], by signingKey: SigningKey) {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        prefix = String(decoding: random.prefix(8).map { letters[Int($0 & 31)] }, as: UTF8.self)
        text = signingKey.secret(of: prefix)
        digest = sha256(text)
        kind = .aws
    }

    /// 32 lower-case letters and digits with 160 random bits, of which the first eight letters are the prefix: what those
    /// who check the form of a key of PagerDuty's let through.
    init(routing random: [UInt8]) {
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        text = String(decoding: random.prefix(32).map { letters[Int($0 & 31)] }, as: UTF8.self)
        prefix = String(text.prefix(8))
        digest = sha256(text)
        kind = .routing
    }
}
