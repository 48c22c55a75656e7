import Digests
import Encodings
import FoundationEssentials

/// Whether a call of a provider is its own: `Muster-Signature: t=SECONDS,v1=HEX`, where HEX is an HMAC (RFC 2104, SHA-256) over the
/// seconds, a dot and the body, under the token by which Muster calls the provider. Several `v1` are good while a token is exchanged.
struct HookSignature: Sendable, Hashable {
    /// How far a provider's clock may be off, and how old a call may be, in seconds.
    static let tolerance = 300.0

    private var time: Double
    /// The seconds as they were written: what was signed.
    private var written: String
    private var seals: [[UInt8]]

    /// Reads a header; `nil` for one that is none.
    init?(_ header: String) {
        guard header.utf8.count <= 1000 else { return nil }
        var written: String?
        var seals: [[UInt8]] = []
        for part in header.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard pair.count == 2 else { return nil }
            switch pair[0] {
            case "t": written = pair[1]
            case "v1": if let seal = Hex.decode(pair[1]) { seals.append(seal) }
            default: break
            }
        }
        guard let written, let time = UInt32(written) else { return nil }
        self.written = written
        self.time = Double(time)
        self.seals = seals
    }

    /// Whether the body is the one that was signed with the token, not long ago.
    func isGood(for body: [UInt8], token: String, at now: Date) -> Bool {
        guard abs(now.timeIntervalSince1970 - time) <= Self.tolerance else { return false }
        let seal = hmacSHA256(Array("\(written).".utf8) + body, key: Array(token.utf8))
        return seals.contains { equalInConstantTime($0, seal) }
    }
}
