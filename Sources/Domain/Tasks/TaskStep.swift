/// Something that happened to a task: a row of its history, which nothing overwrites.
public struct TaskStep: Sendable, Hashable {
    /// What kind of thing happened.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// It was made.
        case created
        /// Others have it now.
        case assigned
        /// Its text, due time or priority is another.
        case changed
        /// It was done.
        case resolved
        /// It is to be done again.
        case reopened
        /// It need not be done.
        case dropped
        /// Somebody was told that it is due.
        case reminded
        /// The commander was told that it is overdue.
        case escalated
    }

    /// What kind of thing happened.
    public var kind: Kind
    /// What happened, in words for people: `assigned to owner@example.org`.
    public var text: String

    /// A step of this kind.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
