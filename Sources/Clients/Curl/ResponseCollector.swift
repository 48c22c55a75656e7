/// Gathers a response as its pieces arrive, within bounds.
struct ResponseCollector {
    /// Of all header lines together.
    static let maximumHeaderBytes = 64 * 1024

    let maximumBodyBytes: Int
    private(set) var headers = HTTPHeaders()
    private(set) var body: [UInt8] = []
    /// The last refusal of a mail server: a reply 4xx or 5xx.
    private(set) var refusal = ""
    private(set) var isTooLarge = false
    private var headerBytes = 0

    init(maximumBodyBytes: Int) {
        self.maximumBodyBytes = maximumBodyBytes
    }

    /// - Returns: `false` when the response is too large; the exchange must end.
    mutating func receiveHeader(_ bytes: some Collection<UInt8>) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= Self.maximumHeaderBytes else {
            isTooLarge = true
            return false
        }
        let line = String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
        if line.hasPrefix("HTTP/") {
            // An interim response (1xx) or the answer of a proxy came before: only the last one counts.
            headers = HTTPHeaders()
        } else if line.hasPrefix("4") || line.hasPrefix("5") {
            refusal = line
        } else if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
            headers.add(String(line[..<colon]), String(line[line.utf8.index(after: colon)...]).trimmingWhitespace)
        }
        return true
    }

    /// - Returns: `false` when the response is too large; the exchange must end.
    mutating func receiveBody(_ bytes: some Collection<UInt8>) -> Bool {
        guard body.count + bytes.count <= maximumBodyBytes else {
            isTooLarge = true
            return false
        }
        body += bytes
        return true
    }
}
