import Digests
public import FoundationEssentials

/// The code that shows that a contact reaches its person: eight digits, which are derived and not kept.
///
/// An HMAC (RFC 2104, SHA-256) over the contact's id and the count of its codes, under a key of `paging.link_key`, cut to digits as
/// one-time passwords are (RFC 4226, section 5.3).
public enum ContactCode {
    /// How long a code is good.
    public static let life: Duration = .seconds(900)
    /// How often a code may be guessed at: 8 digits, so that one in twenty million is right by chance.
    public static let guesses = 5

    /// The code.
    /// - Parameter generation: which of the contact's codes it is, from 1.
    public static func text(of contact: UUID, generation: Int, key: [UInt8]) -> String {
        let count = UInt32(truncatingIfNeeded: generation)
        let counted = (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
        let seal = hmacSHA256(Array("muster contact code 1\n".utf8) + PageLink.bytes(contact) + counted, key: key)
        let number = seal.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000_000
        let digits = String(number)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// Whether somebody has the code.
    /// - Parameter keys: those that are good.
    public static func isRight(_ text: String, of contact: UUID, generation: Int, keys: [[UInt8]]) -> Bool {
        let digits = Array(text.utf8)
        return keys.contains {
            equalInConstantTime(Array(Self.text(of: contact, generation: generation, key: $0).utf8), digits)
        }
    }
}
