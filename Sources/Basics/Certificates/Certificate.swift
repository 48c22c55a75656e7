import CX509
public import FoundationEssentials

/// A certificate (X.509, RFC 5280) whose key checks what its owner signed. Who the owner is, is not looked at: that is for
/// whoever knows where the certificate comes from.
public struct Certificate: Sendable, Hashable {
    /// The hash that is signed.
    public enum Hash: Sendable, Hashable {
        /// Broken against collisions; only for interfaces that demand it.
        case sha1
        case sha256
    }

    private let pem: [UInt8]

    /// Reads the first certificate of a text in PEM (RFC 7468); `nil` when there is none.
    public init?(pem: [UInt8]) {
        self.pem = pem
        guard unsafe withCertificate({ _ in true }) == true else { return nil }
    }

    /// Whether it is valid at a time.
    public func isValid(at time: Date) -> Bool {
        unsafe withCertificate { certificate in
            var seconds = time_t(time.timeIntervalSince1970)
            let begun = unsafe X509_cmp_time(X509_get0_notBefore(certificate), &seconds)
            let ends = unsafe X509_cmp_time(X509_get0_notAfter(certificate), &seconds)
            // 0 is an error; what begins now has begun.
            return begun < 0 && ends > 0
        } ?? false
    }

    /// Whether its key signed the message (for RSA: PKCS #1 version 1.5, RFC 8017, section 8.2).
    public func verifies(_ signature: [UInt8], of message: [UInt8], hash: Hash) -> Bool {
        unsafe withCertificate { certificate in
            guard let key = unsafe X509_get_pubkey(certificate), let context = unsafe EVP_MD_CTX_new() else {
                return false
            }
            defer {
                unsafe EVP_PKEY_free(key)
                unsafe EVP_MD_CTX_free(context)
            }
            let function = unsafe hash == .sha1 ? EVP_sha1() : EVP_sha256()
            guard unsafe EVP_DigestVerifyInit(context, nil, function, nil, key) == 1 else { return false }
            return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        } ?? false
    }

    /// Runs `body` with the certificate, which ends with it.
    private func withCertificate<Result>(_ body: (OpaquePointer) -> Result) -> Result? {
        unsafe pem.withUnsafeBytes { bytes in
            guard let source = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else {
                return nil
            }
            defer { unsafe BIO_free(source) }
            guard let certificate = unsafe PEM_read_bio_X509(source, nil, nil, nil) else { return nil }
            defer { unsafe X509_free(certificate) }
            return unsafe body(certificate)
        }
    }
}
