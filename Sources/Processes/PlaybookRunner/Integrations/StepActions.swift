import WorkerKit

/// What steps do that are rows of this database, and commit with the state that follows them; and who is told when nothing follows.
struct StepActions: Sendable {
    let incidents: IncidentActions
    let alerts: AlertActions
    let socless = SoclessActions()
    let alarm: ExecutionAlarm

    init(_ environment: WorkerEnvironment) {
        incidents = IncidentActions(organisation: environment.organisation, actor: environment.name)
        alerts = AlertActions(organisation: environment.organisation)
        alarm = ExecutionAlarm(publicURL: environment.configuration.publicURL)
    }
}
