import Digests
import Encodings
import FoundationEssentials
import JSON

/// The key of an alert whose sender gave none: what it says, and when. A sender that lost the answer and sends the same
/// again within minutes means the same alert; what says the same on another day is another one.
enum ContentKey {
    /// Seconds of a period. The same within one, or within so many seconds in two of them, is the same alert.
    static let period = 600

    private static let start = "content:"

    /// The key of this content at this time.
    static func make(_ content: JSON, at time: Date) -> String {
        let number = Int64((time.timeIntervalSince1970 / Double(period)).rounded(.down))
        return "\(start)\(number):\(Hex.encode(sha256(content.bytes()).prefix(16)))"
    }

    /// The key of the same content in the period before; `nil` for a key that is none of these.
    static func former(_ key: String) -> String? {
        guard key.hasPrefix(start) else { return nil }
        let parts = key.dropFirst(start.count).split(separator: ":")
        guard parts.count == 2, let number = Int64(parts[0]) else { return nil }
        return "\(start)\(number - 1):\(parts[1])"
    }
}
