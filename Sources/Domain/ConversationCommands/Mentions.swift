/// Whom a message names.
public enum Mentions {
    /// At most so many are read of one message.
    public static let limit = 50

    /// What stands after an `@` that begins a word, each once, in its order: a name, or a mail address. A mail address without
    /// an `@` before it mentions nobody.
    public static func names(in text: String) -> [String] {
        var names: [String] = []
        var before: Character = " "
        var index = text.startIndex
        while index < text.endIndex, names.count < limit {
            let character = text[index]
            let start = text.index(after: index)
            if character == "@", before != "@", !isPart(before), start < text.endIndex, isPart(text[start]) {
                let end = text[start...].firstIndex { !isPart($0) && $0 != "@" } ?? text.endIndex
                let name = trimmingPunctuation(text[start..<end])
                if !name.isEmpty, !names.contains(name) { names.append(name) }
                before = "@"
                index = end
            } else {
                before = character
                index = start
            }
        }
        return names
    }

    /// Whether a character may stand in a name or a mail address.
    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._-+".contains(character)
    }

    /// What ends a sentence belongs to no name.
    private static func trimmingPunctuation(_ text: Substring) -> String {
        var text = text
        while let last = text.last, "._-+@".contains(last) { text.removeLast() }
        return String(text)
    }
}
