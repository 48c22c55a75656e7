public import Incident

/// A command as it was written: its word, and what follows.
public struct CommandLine: Sendable, Hashable {
    /// The word after the slash, in lower case; empty when there is none.
    public var word: String
    /// What follows, without white space at its ends.
    public var rest: String

    /// A command of these parts.
    public init(word: String, rest: String) {
        self.word = word
        self.rest = rest
    }

    /// Reads what follows the slash.
    init(_ text: some StringProtocol) {
        let end = text.firstIndex(where: \.isWhitespace) ?? text.endIndex
        word = text[..<end].lowercased()
        rest = text[end...].trimmed
    }

    /// The incident that the first word after the command names, and the command without it; `nil` when it names none. It is
    /// how a command says which incident it is about where the conversation does not.
    public var named: (incident: IncidentName, line: CommandLine)? {
        let (first, rest) = rest.firstWord
        return IncidentName(first).map { ($0, CommandLine(word: word, rest: rest)) }
    }
}

extension StringProtocol {
    /// Without white space at its ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// The first word, and what follows it.
    var firstWord: (word: String, rest: String) {
        let text = trimmed
        let end = text.firstIndex(where: \.isWhitespace) ?? text.endIndex
        return (String(text[..<end]), text[end...].trimmed)
    }

    /// The words.
    var words: [String] { split(whereSeparator: \.isWhitespace).map { String($0) } }

    /// All of it in one line.
    var oneLine: String { words.joined(separator: " ") }
}
