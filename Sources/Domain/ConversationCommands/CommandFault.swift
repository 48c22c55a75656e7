/// Why a command was not understood, in a sentence for whoever wrote it.
public struct CommandFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what to write instead.
    public var description: String

    init(_ description: String) {
        self.description = description
    }

    /// A command that lacks something, or has something else in its place.
    static func usage(_ verb: CommandVerb, _ what: String) -> CommandFault {
        CommandFault("\(what). \(CommandHelp.forms(of: verb))")
    }

    /// A word that is no command.
    static func unknown(_ word: String) -> CommandFault {
        let shown = word.count <= 30 ? word : word.prefix(29) + "…"
        let hint = CommandHelp.nearest(to: word).map { "did you mean /\($0.rawValue)?" } ?? "/help shows all."
        return CommandFault(
            "There is no command /\(shown); \(hint) To say something that begins with a slash, begin it with two.")
    }
}
