/// A fact, and what it is about: what is announced once the rows that make it true have committed.
public struct Announcement: Sendable {
    public var fact: any Fact
    public var subject: Subject

    public init(_ fact: any Fact, about subject: Subject) {
        self.fact = fact
        self.subject = subject
    }
}
