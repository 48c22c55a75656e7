/// The integrations that the runner has itself: a function of one of these names goes to nobody outside.
enum BuiltIn: String, Sendable, CaseIterable {
    /// Asks an address over HTTP.
    case httpRequest = "http_request"
    /// Asks people, and waits for one of them.
    case prompt
    /// Writes into the incident's timeline.
    case timelineEntry = "timeline_entry"
    /// Makes a task of the incident.
    case createTask = "create_task"
}
