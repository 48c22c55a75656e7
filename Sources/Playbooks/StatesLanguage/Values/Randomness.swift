import Digests
import Encodings

/// Randomness that is given: a secret and a counter, so that the same execution draws the same values wherever it is
/// continued.
///
/// Values are SHA-256 of both, so that task tokens cannot be guessed by who knows others of them.
public struct Randomness: Sendable, Hashable {
    /// The secret, at most 64 characters. Who stores an execution stores it too.
    public let seed: String
    /// How many values were drawn.
    public private(set) var drawn: Int

    /// A sequence of values from this secret.
    public init(seed: String, drawn: Int = 0) {
        self.seed = seed
        self.drawn = drawn
    }

    /// The next 32 bytes.
    public mutating func bytes() -> [UInt8] {
        drawn += 1
        return sha256("\(seed)/\(drawn)")
    }

    /// The next number of 64 bits.
    public mutating func next() -> UInt64 {
        bytes().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The next number of [0, 1), with 53 bits.
    public mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// The next UUID (RFC 9562 section 5.4), in lower case.
    public mutating func uuid() -> String {
        var bytes = Array(bytes().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Array(Hex.encode(bytes).utf8)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: hex[$0], as: UTF8.self) }
        return parts.joined(separator: "-")
    }

    /// The next task token.
    public mutating func token() -> String { Hex.encode(bytes()) }
}
