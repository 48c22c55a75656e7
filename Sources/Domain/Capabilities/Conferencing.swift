/// Bridges on which responders speak.
///
/// Archiving a conference ends it.
public protocol Conferencing: Creating, Archivable where Draft == ConferenceDraft {}

/// What a conference is made with.
public struct ConferenceDraft: PlaceDraft, Hashable {
    /// What the bridge is headed with.
    public var title: String
    /// Mail addresses of those who may enter without being asked.
    public var members: [String]

    /// A draft of these words.
    public init(title: String, members: [String]) {
        self.title = title
        self.members = members
    }

    /// The title.
    public var intent: String { title }
}
