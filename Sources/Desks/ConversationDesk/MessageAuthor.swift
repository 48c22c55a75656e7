public import Incident

/// Who says something in a conversation, as far as it decides what they may do by it.
public struct MessageAuthor: Sendable, Hashable {
    /// What the conversation calls them.
    public var name: String
    /// Whether it is another than the owner of the key that the message came with. Whoever is named so may do what they could
    /// do themselves, however much the key could.
    public var isNamed: Bool
    /// What is there for the owner of the key.
    public var viewer: Viewer

    /// - Parameters:
    ///   - name: who is named as the author; `nil` for the owner of the key.
    ///   - owner: the name of the key's owner.
    ///   - viewer: what is there for the owner.
    public init(_ name: String?, by owner: String, viewer: Viewer) {
        self.name = name ?? owner
        self.viewer = viewer
        isNamed = name != nil && name != owner
    }
}
