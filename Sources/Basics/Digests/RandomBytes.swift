import CCrypto

/// So many unpredictable bytes, fit for keys. The process ends when the system cannot give any: nothing made from
/// other bytes would be safe.
public func randomBytes(_ count: Int) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    let result = unsafe output.withUnsafeMutableBufferPointer {
        unsafe RAND_bytes($0.baseAddress, Int32($0.count))
    }
    guard result == 1 else { fatalError("the system gives no random bytes") }
    return output
}
