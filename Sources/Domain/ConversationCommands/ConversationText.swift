/// What a message of a conversation is: something said, or a command by whoever wrote it.
public enum ConversationText: Sendable, Hashable {
    /// Something said, as it is to be kept.
    case talk(String)
    /// A command: what follows the slash.
    case command(CommandLine)

    /// Reads a message. One that begins with `/` is a command; with `//` it is said with one slash less.
    public init(_ message: String) {
        guard message.hasPrefix("/") else {
            self = .talk(message)
            return
        }
        let rest = message.dropFirst()
        self = rest.hasPrefix("/") ? .talk(String(rest)) : .command(CommandLine(rest))
    }
}
