public import FoundationEssentials
public import JSON

/// A conference as people and programs read it.
public struct NativeConference: Sendable, Hashable, JSONEncodable {
    public var id: UUID
    public var title: String
    public var room: String
    /// Where the bridge is, when the organisation named one.
    public var joinURL: String?
    public var dialIn: String?
    /// Mail addresses of who may enter without being asked.
    public var members: [String]
    /// Who said to be there, the newest first; at most 200.
    public var visits: [NativeConferenceVisit]
    public var url: String
    public var createdAt: Date
    public var archivedAt: Date?

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
    public var name: String
    /// How to reach them there, or what they brought to say.
    public var note: String
    public var at: Date

    public var json: JSON { ["name": .string(name), "note": .string(note), "at": at.json] }
}
