/// The place for an incident's files.
///
/// An archived folder is read-only where the provider can make it so.
public protocol FileStorage: Creating, Joinable, Archivable where Draft == FolderDraft {}

/// What a folder is made with.
public struct FolderDraft: PlaceDraft, Hashable {
    /// What the folder is called.
    public var name: String
    /// Mail addresses of those who may read and write.
    public var members: [String]

    /// A draft of these words.
    public init(name: String, members: [String]) {
        self.name = name
        self.members = members
    }

    /// The name.
    public var intent: String { name }
}
