import ArgumentParser

/// What a key allows.
enum KeyScope: String, CaseIterable, ExpressibleByArgument {
    case alertsWrite = "alerts:write"
    case incidentsRead = "incidents:read"
    case incidentsWrite = "incidents:write"
    case playbooksStart = "playbooks:start"
    case operations
    case administration
}
