import Digests

/// The text of a key. A bearer key is `mus_`, eight characters to look it up by, `_`, and 256 random bits in base64url; a
/// routing key is 32 letters and digits, the first eight to look it up by.
public struct APIKey: Sendable {
    /// Not secret.
    public let prefix: String
    /// SHA-256 of the whole text: what is kept of the key.
    public let digest: [UInt8]

    /// Reads a bearer key; `nil` when the text cannot be one.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 56, text.hasPrefix("mus_"), bytes[12] == UInt8(ascii: "_"),
            bytes.allSatisfy(Self.isAllowed)
        else { return nil }
        prefix = String(decoding: bytes[4..<12], as: UTF8.self)
        digest = sha256(bytes)
    }

    /// Reads a routing key; `nil` when the text cannot be one.
    public init?(routing text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 32, bytes.allSatisfy(Self.isLetterOrDigit) else { return nil }
        prefix = String(decoding: bytes[..<8], as: UTF8.self)
        digest = sha256(bytes)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
