import CCrypto

/// The HMAC-SHA-256 of a message under a key (RFC 2104, FIPS 198-1), 32 bytes.
public func hmacSHA256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: Digest.sha256.byteCount)
    // libcrypto takes no null key; an empty one is the same as a zero byte, as keys are padded with zeros.
    let key = key.isEmpty ? [0] : key
    let result = unsafe key.withUnsafeBytes { key in
        unsafe message.withUnsafeBufferPointer { message in
            unsafe output.withUnsafeMutableBufferPointer {
                unsafe HMAC(
                    EVP_sha256(), key.baseAddress, Int32(key.count), message.baseAddress, message.count, $0.baseAddress,
                    nil)
            }
        }
    }
    guard unsafe result != nil else { fatalError("libcrypto refuses to compute HMAC-SHA-256") }
    return output
}
