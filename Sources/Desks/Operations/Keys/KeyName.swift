/// The name of a key, which is the source of the alerts that it sends: 1 to 60 of a-z, 0-9 and -, beginning with a letter.
public struct KeyName: Sendable, Hashable {
    /// The name as it is stored and shown.
    public let text: String

    /// - Returns: `nil` for a text that is no such name.
    public init?(_ text: String) {
        guard text.wholeMatch(of: /[a-z][a-z0-9-]{0,59}/) != nil else { return nil }
        self.text = text
    }
}
