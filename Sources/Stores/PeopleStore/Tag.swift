public import JSON

/// What an incident is about, as people sort it: `service:payments`.
public struct Tag: Sendable, Hashable {
    /// The kind of tag: 1 to 100 characters without a colon.
    public var type: String
    /// 1 to 200 characters.
    public var value: String

    /// A tag of these words; nothing is checked.
    public init(type: String, value: String) {
        self.type = type
        self.value = value
    }

    /// Reads a tag as people write it, with a colon between type and value; `nil` for a text that is none.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        guard parts.count == 2, (1...100).contains(parts[0].unicodeScalars.count),
            (1...200).contains(parts[1].unicodeScalars.count),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        self.init(type: parts[0], value: parts[1])
    }

    /// `service:payments`.
    public var text: String { "\(type):\(value)" }

    /// ``text``.
    public var json: JSON { .string(text) }
}
