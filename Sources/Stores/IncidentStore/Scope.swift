/// What an API key allows.
public enum Scope: String, Sendable, CaseIterable {
    /// Sending alerts.
    case alertsWrite = "alerts:write"
    /// Reading incidents of open visibility, and alerts.
    case incidentsRead = "incidents:read"
    /// Opening and changing incidents; sees restricted ones too.
    case incidentsWrite = "incidents:write"
    /// Starting playbooks.
    case playbooksStart = "playbooks:start"
    /// Looking after the system; sees restricted incidents too.
    case operations
    /// Everything else; sees restricted incidents too.
    case administration
}
