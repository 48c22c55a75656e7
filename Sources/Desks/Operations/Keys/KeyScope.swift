/// What a key allows.
public enum KeyScope: String, Sendable, CaseIterable {
    case alertsWrite = "alerts:write"
    case incidentsRead = "incidents:read"
    case incidentsWrite = "incidents:write"
    case playbooksStart = "playbooks:start"
    case operations
    case administration
}
