/// A fact, and what it is about: what is announced once the rows that make it true have committed.
public struct Announcement: Sendable {
    /// What happened.
    public var fact: any Fact
    /// What it is about, and what led to it.
    public var subject: Subject

    /// A fact, about to be announced.
    public init(_ fact: any Fact, about subject: Subject) {
        self.fact = fact
        self.subject = subject
    }
}
