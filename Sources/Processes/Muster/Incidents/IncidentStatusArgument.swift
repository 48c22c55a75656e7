import ArgumentParser

/// Where an incident can be.
enum IncidentStatusArgument: String, CaseIterable, ExpressibleByArgument {
    case active, stable, closed
}
