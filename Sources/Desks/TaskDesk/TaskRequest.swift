public import FoundationEssentials
public import JSON
public import Tasks

/// What `POST …/incidents/{name}/tasks` asks for.
public struct TaskRequest: Sendable, Hashable, JSONDecodable {
    /// What is to be done: one line of 1 to 2,000 characters.
    public var text: String
    /// Who answers for it, as `PersonSearch` finds people; the commander when nobody is named.
    public var owner: String?
    /// Who does it; the owner when nobody is named.
    public var assignees: [String]?
    /// When it is to be done; in a day when nobody says, in a week once the incident is stable or closed.
    public var due: Date?
    /// How urgent it is.
    public var priority: TaskPriority

    /// A task with these words.
    public init(
        text: String, owner: String? = nil, assignees: [String]? = nil, due: Date? = nil,
        priority: TaskPriority = .medium
    ) {
        self.text = text
        self.owner = owner
        self.assignees = assignees
        self.due = due
        self.priority = priority
    }

    /// Reads the body of a request: `text`, `owner`, `assignees`, `due` and `priority`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["text", "owner", "assignees", "due", "priority"])
        text = try reader.line("text", length: 1...2000)
        owner = try reader.optionalLine("owner", length: 1...254)
        // Nobody is another answer than none.
        if try reader.optional("assignees") != nil {
            assignees = try reader.strings("assignees", max: 20, length: 1...254)
        }
        due = try reader.optionalTimestamp("due")
        priority = try reader.optionalEnumeration("priority", of: TaskPriority.self) ?? .medium
    }
}
