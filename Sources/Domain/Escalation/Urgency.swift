/// How urgent a page is: it decides by which of their contacts a person is reached.
public enum Urgency: String, Sendable, Hashable, CaseIterable {
    /// Somebody is woken up.
    case high
    /// It can wait until somebody looks.
    case low
}
