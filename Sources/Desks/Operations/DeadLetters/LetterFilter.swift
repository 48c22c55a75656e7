public import LetterStore

/// What somebody looks for among dead letters.
public struct LetterFilter: Sendable, Hashable {
    /// The group.
    public var group: String?
    /// The worker that gave up.
    public var worker: String?
    /// What became of them; `nil` for all.
    public var state: DeadLetterState?
    /// Stands somewhere in the letter, in capitals or not: in what it carries, in its ids, or in why it died.
    public var words: String?

    /// Everything.
    public init() {}

    /// Characters of ``words`` at most.
    public static let wordLimit = 200
    /// How many of the newest letters are searched for words.
    public static let reach = 5000

    var selection: DeadLetterSelection {
        var selection = DeadLetterSelection()
        selection.group = group
        selection.worker = worker
        return selection
    }
}
