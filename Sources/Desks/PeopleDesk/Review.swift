public import JSON
public import PeopleStore
public import TaskStore

/// The review of an incident with its action items, as people read it.
public struct Review: Sendable, Hashable, JSONEncodable {
    /// Its last version.
    public var version: ReviewVersion
    /// The version that was published last; `nil` when none was.
    public var publication: ReviewPublication?
    /// The tasks that are to keep it from happening again, and those that were left when it was over.
    public var actions: [TaskRecord]
    /// What it cost, as that was counted last.
    public var cost: JSON?

    /// Whether what it says now was published.
    public var isPublished: Bool { publication?.number == version.number }

    /// `incident`, `state`, `version`, the texts, `author`, `updated_at`, `published_version`, `published_at`, `published_by`,
    /// `action_items` and `cost`.
    public var json: JSON {
        var object: JSONObject = [
            "incident": .string(version.incident), "state": .string(isPublished ? "published" : "draft"),
            "version": .int(version.number), "author": .string(version.author), "updated_at": version.at.json,
            "published_version": .optional(publication?.number), "published_at": .optional(publication?.at),
            "published_by": .optional(publication?.by), "action_items": .array(actions.map(\.json)),
            "cost": cost ?? .null,
        ]
        for (name, text) in version.texts.json { object[name] = text }
        return .object(object)
    }
}
