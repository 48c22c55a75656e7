import Digests
import Encodings

/// The names of channels: lower-case letters, digits, hyphens and underscores, at most 80 of them.
enum ChannelName {
    static let limit = 80

    static func allows(_ character: Character) -> Bool {
        character.isASCII && (character.isLowercase || character.isNumber || character == "-" || character == "_")
    }

    /// The names that an incident's channel may have, in the order in which they are tried: Slack gives each once, also to
    /// channels that were archived or that we cannot see.
    /// - Parameter key: the effect's, of which the second name has a part, so that it is the same in every try.
    static func candidates(_ name: String, prefix: String, key: String) -> [String] {
        let text = prefix + name.lowercased()
        let clean = String(text.map { allows($0) ? $0 : "-" })
        let mark = Hex.encode(Array(sha256(key).prefix(4)))
        // A name of nothing but hyphens is refused.
        let first = clean.contains { $0 != "-" && $0 != "_" } ? String(clean.prefix(limit)) : "incident-\(mark)"
        return [first, "\(first.prefix(limit - mark.count - 1))-\(mark)"]
    }
}
