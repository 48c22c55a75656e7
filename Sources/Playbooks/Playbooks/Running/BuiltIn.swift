/// The integrations that the playbook-runner has itself: a function of one of these names goes to nobody outside.
public enum BuiltIn: String, Sendable, Hashable, CaseIterable {
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
    /// Keeps results in sight of the states behind the next one, as SOCless has it.
    case cacheResults = "cache_results"
    /// Counts, as SOCless has it.
    case counter
    /// Writes what was found into the incident's timeline, as far as there is one.
    case logFindings = "socless_log_findings"
    /// Makes one output of those of a Parallel's branches, as SOCless has it.
    case mergeParallelOutput = "merge_parallel_output"
    /// Gives an execution of a SOCless playbook that somebody started by hand the context that its steps need.
    case soclessSetUp = "_socless_setup_global_state_for_direct_invoked_playbook"
}
