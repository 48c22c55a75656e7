public import FoundationEssentials

/// A task as somebody wrote it down among other text.
public struct WrittenTask: Sendable, Hashable {
    /// Who is meant to do it, as it was written without the `@`; the first one answers for it.
    public var mentions: [String]
    /// What is to be done: one line, not empty.
    public var text: String
    /// When it is to be done; `nil` when it does not say.
    public var due: Date?

    /// A task with these words.
    public init(mentions: [String], text: String, due: Date? = nil) {
        self.mentions = mentions
        self.text = text
        self.due = due
    }
}
