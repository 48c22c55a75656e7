public import FoundationEssentials

/// What is to become of a task: only what is said changes.
public struct TaskChange: Sendable, Hashable {
    /// What is to be done.
    public var text: String?
    /// The mail address of who answers for it.
    public var owner: String?
    /// The mail addresses of those who do it.
    public var assignees: [String]?
    /// When it is to be done.
    public var due: Date?
    /// How urgent it is.
    public var priority: TaskPriority?
    /// Where it stands.
    public var state: TaskState?
    /// Why, in a line.
    public var note: String?

    /// A change of nothing, to be filled in.
    public init() {}

    /// Only the state changes.
    public init(_ state: TaskState) {
        self.state = state
    }

    /// Whether it says something besides the state.
    var changesContent: Bool {
        text != nil || owner != nil || assignees != nil || due != nil || priority != nil
    }
}
