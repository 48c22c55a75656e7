public import JSON
public import Tasks

/// What `PATCH /api/v1/tasks/{id}` asks for: only what is said changes. Its people are as `PersonSearch` finds them.
public struct TaskChangeRequest: Sendable, Hashable, JSONDecodable {
    /// What is to change.
    public var change: TaskChange

    /// Reads the body of a request: `text`, `owner`, `assignees`, `due`, `priority`, `state` and `note`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["text", "owner", "assignees", "due", "priority", "state", "note"])
        change = TaskChange()
        change.text = try reader.optionalLine("text", length: 1...2000)
        change.owner = try reader.optionalLine("owner", length: 1...254)
        // Nobody is another answer than none.
        if try reader.optional("assignees") != nil {
            change.assignees = try reader.strings("assignees", max: 20, length: 1...254)
        }
        change.due = try reader.optionalTimestamp("due")
        change.priority = try reader.optionalEnumeration("priority", of: TaskPriority.self)
        change.state = try reader.optionalEnumeration("state", of: TaskState.self)
        change.note = try reader.optionalLine("note", length: 1...500)
    }
}
