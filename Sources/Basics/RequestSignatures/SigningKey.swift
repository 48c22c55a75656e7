import Digests
import Encodings

/// What the secrets of keys are made from that sign requests. Whoever signs and whoever checks need the same secret, so that a
/// digest of it is not enough; it is made anew each time, and kept nowhere.
public struct SigningKey: Sendable {
    /// The least bytes that a signing key has.
    public static let minimumBytes = 32
    /// Which way secrets are made; another one makes others of the same key.
    static let generation = 1

    private let bytes: [UInt8]

    /// A signing key; `nil` for a text of less than ``minimumBytes``.
    public init?(_ text: String) {
        guard text.utf8.count >= Self.minimumBytes else { return nil }
        bytes = Array(text.utf8)
    }

    /// The secret of the key with this id: 43 characters of base64url.
    public func secret(of id: String) -> String {
        Base64.url.encode(hmacSHA256(Array("muster aws4 \(Self.generation) \(id)".utf8), key: bytes))
    }
}
