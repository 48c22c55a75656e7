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
    /// Opens an incident for the alert that started the execution, or for none.
    case openIncident = "open_incident"
    /// Ends the alert that started the execution, when no incident has it.
    case resolveAlert = "resolve_alert"
    /// Says how the investigation stands, as SOCless has it.
    case setInvestigationStatus = "set_investigation_status"
}
