public import FoundationEssentials

/// What somebody keeps quiet for a while: alerts that it matches open and page nothing.
public struct Silence: Sendable, Hashable {
    /// A UUIDv7.
    public let id: UUID
    /// All of them must match.
    public let matchers: [LabelMatcher]
    /// When it begins.
    public let from: Date
    /// When it ends.
    public let until: Date
    /// Why, in words for people.
    public let reason: String
    /// Who wants it.
    public let author: String

    /// A silence as it is stored; nothing is checked.
    public init(id: UUID, matchers: [LabelMatcher], from: Date, until: Date, reason: String, author: String) {
        self.id = id
        self.matchers = matchers
        self.from = from
        self.until = until
        self.reason = reason
        self.author = author
    }
}

extension [LabelMatcher] {
    /// Whether all of them match.
    /// - Parameter value: that of a label; empty for one that is not there.
    public func match(_ value: (String) -> String) -> Bool { allSatisfy { $0.matches(value($0.name)) } }
}
