import CCrypto

/// A cryptographic hash function, computed by libcrypto.
public enum Digest: String, Sendable, CaseIterable {
    /// Broken; only for interfaces that demand it.
    case md5
    /// Broken against collisions; only for interfaces that demand it.
    case sha1
    case sha256
    case sha384
    case sha512

    /// The length of the hash in bytes.
    public var byteCount: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The hash of these bytes.
    public func hash(_ bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: byteCount)
        let succeeded = unsafe bytes.withUnsafeBytes { input in
            unsafe output.withUnsafeMutableBufferPointer {
                unsafe EVP_Digest(input.baseAddress, input.count, $0.baseAddress, nil, function, nil) == 1
            }
        }
        guard succeeded else { fatalError("libcrypto refuses to compute \(rawValue); is it in FIPS mode?") }
        return output
    }

    /// The hash of this text's UTF-8.
    public func hash(_ text: String) -> [UInt8] { hash(Array(text.utf8)) }

    private var function: OpaquePointer? {
        switch self {
        case .md5: unsafe EVP_md5()
        case .sha1: unsafe EVP_sha1()
        case .sha256: unsafe EVP_sha256()
        case .sha384: unsafe EVP_sha384()
        case .sha512: unsafe EVP_sha512()
        }
    }
}

/// The SHA-256 hash of these bytes, 32 bytes.
public func sha256(_ bytes: [UInt8]) -> [UInt8] { Digest.sha256.hash(bytes) }

/// The SHA-256 hash of this text's UTF-8, 32 bytes.
public func sha256(_ text: String) -> [UInt8] { Digest.sha256.hash(text) }
