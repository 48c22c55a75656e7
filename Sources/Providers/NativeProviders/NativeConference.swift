public import FoundationEssentials
public import JSON

/// A conference as people and programs read it.
public struct NativeConference: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; its text is the external id.
    public var id: UUID
    /// The incident's name and title; of a restricted one its type instead of the title.
    public var title: String
    /// What the bridge is called: `muster-` and 16 hexadecimal digits that nobody guesses.
    public var room: String
    /// Where the bridge is, when the organisation named one.
    public var joinURL: String?
    /// How the bridge is reached by telephone, when the organisation said so.
    public var dialIn: String?
    /// Mail addresses of who may enter without being asked.
    public var members: [String]
    /// Who said to be there, the newest first; at most 200.
    public var visits: [NativeConferenceVisit]
    /// Its page under the public address.
    public var url: String
    /// When the database made its row.
    public var createdAt: Date
    /// When the conference ended; `nil` while it goes on.
    public var archivedAt: Date?

    /// `id`, `title`, `room`, `join_url`, `dial_in`, `members`, `visits`, `url`, `created_at` and `archived_at`; what
    /// is `nil` is null.
    public var json: JSON {
        [
            "id": id.json, "title": .string(title), "room": .string(room), "join_url": .optional(joinURL),
            "dial_in": .optional(dialIn), "members": members.json, "visits": visits.json, "url": .string(url),
            "created_at": createdAt.json, "archived_at": .optional(archivedAt),
        ]
    }
}

/// Somebody's word to be on a bridge.
public struct NativeConferenceVisit: Sendable, Hashable, JSONEncodable {
    /// As the person gave it: 1 to 200 characters.
    public var name: String
    /// How to reach them there, or what they brought to say.
    public var note: String
    /// When it was said, by the database's clock.
    public var at: Date

    /// `name`, `note` and `at`.
    public var json: JSON { ["name": .string(name), "note": .string(note), "at": at.json] }
}
