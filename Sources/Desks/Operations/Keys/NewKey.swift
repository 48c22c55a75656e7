public import Digests
import Encodings

/// A key as it is made: shown once, kept as a digest.
public struct NewKey: Sendable {
    /// What the key is looked up by; not secret.
    public let prefix: String
    /// The whole key.
    public let text: String
    /// SHA-256 of the whole key.
    public let digest: [UInt8]

    /// `mus_`, eight characters, `_`, and 256 random bits in 43 characters. The prefix begins with a letter or digit, so that
    /// a command does not take it for an option.
    public init(prefix: [UInt8] = randomBytes(6), secret: [UInt8] = randomBytes(32)) {
        var start = Base64.url.encode(prefix)
        while start.hasPrefix("-") || start.hasPrefix("_") { start = Base64.url.encode(randomBytes(6)) }
        self.prefix = start
        text = "mus_\(self.prefix)_\(Base64.url.encode(secret))"
        digest = sha256(text)
    }
}
