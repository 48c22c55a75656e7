import JSON

/// Tasks for people.
enum TaskListText {
    static func one(_ task: JSON) -> String {
        let head = Fields.text([
            ("task", task.text(of: "id")), ("incident", task.text(of: "incident")), ("text", task.text(of: "text")),
            ("state", task.text(of: "state")), ("owner", task.text(of: "owner") ?? "nobody yet"),
            ("assignees", assignees(task)), ("due", task.text(of: "due")), ("priority", task.text(of: "priority")),
            ("source", task.text(of: "source")), ("url", task.text(of: "url")),
            ("created", task.text(of: "created_at")), ("by", task.text(of: "created_by")),
            ("reminded", task.text(of: "reminded_at")), ("ended", task.text(of: "resolved_at")),
            ("ended by", task.text(of: "resolved_by")),
        ])
        var listing = Listing("AT", "WHAT", "ACTOR", "TEXT")
        for step in task["history"]?.arrayValue ?? [] {
            listing.add(step.text(of: "at"), step.text(of: "kind"), step.text(of: "actor"), step.text(of: "text"))
        }
        return head + "\n\n" + listing.text(empty: "Nothing happened to it yet.")
    }

    static func list(_ page: JSON, states: [String]) -> String {
        table(
            page["items"]?.arrayValue ?? [], empty: "There are no tasks that are \(states.joined(separator: " or ")).")
    }

    /// The tasks of an incident.
    static func table(_ tasks: [JSON], empty: String) -> String {
        var listing = Listing("TASK", "INCIDENT", "STATE", "PRIORITY", "DUE", "OWNER", "TEXT")
        for task in tasks {
            listing.add(
                task.text(of: "id"), task.text(of: "incident"), task.text(of: "state"), task.text(of: "priority"),
                task.text(of: "due"), task.text(of: "owner"), task.text(of: "text"))
        }
        return listing.text(empty: empty)
    }

    /// Those who do it, where they are others than the owner.
    private static func assignees(_ task: JSON) -> String? {
        let people = (task["assignees"]?.arrayValue ?? []).compactMap(\.stringValue)
        return people == [task.text(of: "owner")] || people.isEmpty ? nil : people.joined(separator: ", ")
    }
}
