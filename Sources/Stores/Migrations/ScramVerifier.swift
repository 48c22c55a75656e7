import Digests
import Encodings

/// What Postgres stores in place of a password (RFC 5803, as `SCRAM-SHA-256$<iterations>:<salt>$<stored>:<server>`):
/// with it one can check the password and not log in, so that the password itself never reaches the server or its log.
enum ScramVerifier {
    /// RFC 7677, section 4, and Postgres' own.
    static let iterations = 4096

    /// - Parameters:
    ///   - password: printable ASCII, which SASLprep (RFC 4013) leaves as it is.
    ///   - salt: 16 random bytes.
    static func make(password: String, salt: [UInt8] = randomBytes(16)) -> String {
        let salted = saltedPassword(Array(password.utf8), salt)
        let stored = sha256(hmacSHA256(Array("Client Key".utf8), key: salted))
        let server = hmacSHA256(Array("Server Key".utf8), key: salted)
        let text = Base64.standard
        return "SCRAM-SHA-256$\(iterations):\(text.encode(salt))$\(text.encode(stored)):\(text.encode(server))"
    }

    /// `Hi` of RFC 5802, section 2.2: PBKDF2 with HMAC-SHA-256 and one block.
    private static func saltedPassword(_ password: [UInt8], _ salt: [UInt8]) -> [UInt8] {
        var block = hmacSHA256(salt + [0, 0, 0, 1], key: password)
        var result = block
        for _ in 1..<iterations {
            block = hmacSHA256(block, key: password)
            for index in result.indices { result[index] ^= block[index] }
        }
        return result
    }
}
