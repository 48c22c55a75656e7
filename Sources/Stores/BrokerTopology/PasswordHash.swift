import Digests
import Encodings

/// A password as RabbitMQ keeps it (`rabbit_password_hashing_sha256`): base64 of a salt of four bytes and of the SHA-256
/// of salt and password. Made here, so that the password itself never travels to the management API.
public struct PasswordHash: Hashable, Sendable {
    /// As the management API and definitions have it.
    public let text: String

    /// RabbitMQ's name of the algorithm.
    static let algorithm = "rabbit_password_hashing_sha256"

    /// A hash with a new salt.
    public init(password: String) { self.init(password: password, salt: randomBytes(4)) }

    init(password: String, salt: [UInt8]) {
        text = Base64.standard.encode(salt + sha256(salt + Array(password.utf8)))
    }

    /// A hash that RabbitMQ has.
    init(text: String) { self.text = text }

    /// Whether this is the hash of the password.
    func matches(_ password: String) -> Bool {
        guard let bytes = Base64.standard.decode(text), bytes.count == 36 else { return false }
        return equalInConstantTime(
            Array(text.utf8), Array(PasswordHash(password: password, salt: Array(bytes[..<4])).text.utf8))
    }
}
