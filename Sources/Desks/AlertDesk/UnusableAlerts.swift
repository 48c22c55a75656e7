/// That none of the alerts of a body can be used.
public struct UnusableAlerts: Error, Sendable, CustomStringConvertible {
    /// What is wrong with each, at least one.
    public let rejections: [ParsedAlerts.Rejection]

    /// The first of them.
    public var description: String {
        "none of the alerts can be used; the first: \(rejections.first?.error ?? "unknown")"
    }
}
