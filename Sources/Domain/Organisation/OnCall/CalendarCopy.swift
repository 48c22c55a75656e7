public import FoundationEssentials

/// A calendar as it was fetched last, and how the last look went.
public struct CalendarCopy: Sendable, Hashable {
    /// What it is filed under: ``OnCall/CalendarSource/reference``.
    public var reference: String
    /// The last version that could be read; `nil` before the first.
    public var text: String?
    /// Another value for another text; `nil` without one.
    public var digest: String?
    /// When this version was last seen to be the newest; `nil` before the first.
    public var readAt: Date?
    /// When it was looked for last.
    public var checkedAt: Date
    /// Why the last look brought nothing; `nil` when it did.
    public var problem: String?

    /// A copy as it is stored.
    public init(
        reference: String, text: String?, digest: String?, readAt: Date?, checkedAt: Date, problem: String?
    ) {
        self.reference = reference
        self.text = text
        self.digest = digest
        self.readAt = readAt
        self.checkedAt = checkedAt
        self.problem = problem
    }
}
