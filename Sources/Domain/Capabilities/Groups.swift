/// Groups of people with a mail address that reaches all of them.
///
/// What `create` answers has an `address`, where mail reaches the members.
public protocol Groups: Creating, Joinable, Archivable where Draft == GroupDraft {}

/// What a group is made with.
public struct GroupDraft: PlaceDraft, Hashable {
    /// Lower case, digits and hyphens; also the local part of its address where the provider lets it be chosen.
    public var name: String
    /// What the group is for, in one line.
    public var title: String
    /// Mail addresses.
    public var members: [String]

    /// A draft of these words.
    public init(name: String, title: String, members: [String]) {
        self.name = name
        self.title = title
        self.members = members
    }

    /// The name.
    public var intent: String { name }
}
