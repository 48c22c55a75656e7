/// One thing that a provider was asked about itself, to see whether it can be worked with.
public struct ProviderFinding: Sendable, Hashable {
    /// What was looked at, in a word or two: `project`.
    public let name: String
    /// Whether it is as it should be.
    public let isWell: Bool
    /// What was seen, in a sentence without secrets.
    public let detail: String
    /// What to do about it: which permission or scope is missing, and who gives it.
    public let fix: String?

    /// What is as it should be.
    public static func well(_ name: String, _ detail: String) -> ProviderFinding {
        ProviderFinding(name: name, isWell: true, detail: detail, fix: nil)
    }

    /// What works, and not all of it, or cannot be seen from here.
    public static func note(_ name: String, _ detail: String, fix: String) -> ProviderFinding {
        ProviderFinding(name: name, isWell: true, detail: detail, fix: fix)
    }

    /// What does not work.
    public static func wrong(_ name: String, _ detail: String, fix: String) -> ProviderFinding {
        ProviderFinding(name: name, isWell: false, detail: detail, fix: fix)
    }
}
