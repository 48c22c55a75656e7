import WorkerKit

/// What steps do that are rows of this database, and commit with the state that follows them.
struct StepActions: Sendable {
    let incidents: IncidentActions
    let alerts: AlertActions

    init(_ environment: WorkerEnvironment) {
        incidents = IncidentActions(organisation: environment.organisation, actor: environment.name)
        alerts = AlertActions(organisation: environment.organisation)
    }
}
