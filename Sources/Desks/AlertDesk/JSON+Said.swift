import JSON

extension JSON {
    /// What a sender says here: a text that is not empty, or a number or boolean as text. An empty text says nothing.
    var said: String? {
        switch self {
        case .string(let text): text.contains { !$0.isWhitespace } ? text : nil
        case .number(let number): number.text
        case .bool(let bool): bool ? "true" : "false"
        default: nil
        }
    }
}
