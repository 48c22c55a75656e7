/// What an API key allows.
enum Scope: String, Sendable, CaseIterable {
    case alertsWrite = "alerts:write"
    case incidentsRead = "incidents:read"
    case incidentsWrite = "incidents:write"
    case playbooksStart = "playbooks:start"
    case operations
    case administration
}
