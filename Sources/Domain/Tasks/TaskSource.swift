/// Where a task was made.
public enum TaskSource: String, Sendable, Hashable, CaseIterable {
    /// By the API or the command line.
    case api
    /// In a conversation: `/task`, or `TODO @person`.
    case conversation
    /// As a comment with an assignee in a document.
    case document
    /// In somebody else's system.
    case provider
}
