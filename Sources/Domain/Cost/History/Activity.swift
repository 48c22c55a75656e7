public import FoundationEssentials

/// Somebody did something in the incident: wrote in its conversation, or to its timeline.
public struct Activity: Sendable, Hashable {
    /// The mail address.
    public var person: String
    /// When.
    public var at: Date

    /// Something that was done.
    public init(person: String, at: Date) {
        self.person = person
        self.at = at
    }
}
