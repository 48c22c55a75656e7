import Tasks

/// What people are told of commands.
public enum CommandHelp {
    /// All commands, or the forms of one.
    public static func text(_ verb: CommandVerb?) -> String {
        if let verb { return lines(of: verb).joined(separator: "\n") }
        let lines = CommandVerb.allCases.flatMap(lines)
        return
            (lines + [
                "Where the conversation belongs to no incident, its name comes first: /status INC-17 stable.",
                "A message that begins with two slashes is said with one.",
            ]).joined(separator: "\n")
    }

    /// The command that a word is most like; `nil` when it is like none.
    public static func nearest(to word: String) -> CommandVerb? {
        guard !word.isEmpty else { return nil }
        if let whole = CommandVerb.allCases.first(where: { word.count >= 2 && $0.rawValue.hasPrefix(word) }) {
            return whole
        }
        let near = CommandVerb.allCases.filter { abs($0.rawValue.count - word.count) <= 2 }
            .map { (verb: $0, distance: EditDistance.between(word, $0.rawValue)) }
            .filter { $0.distance <= max(1, $0.verb.rawValue.count / 3) }
        return near.min { $0.distance < $1.distance }?.verb
    }

    /// How a command is written, in a line.
    static func forms(of verb: CommandVerb) -> String {
        "Write " + verb.usage.map { "`\($0.form)`" }.joined(separator: " or ") + "."
    }

    private static func lines(of verb: CommandVerb) -> [String] {
        verb.usage.map { "`\($0.form)` \($0.meaning)" }
    }
}
