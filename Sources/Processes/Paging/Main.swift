import Environment
import HTTPKit
import MailProviders
import OnCallDesk
import ProviderKit
import ServiceLifecycle
import WorkerKit

@main struct Main {
    static func main() async {
        await WorkerProcess.run("paging") { environment, health in
            HealthServer.alone(environment, health) + [
                ShiftWatch(environment), CalendarRefresh(environment), DigestWatch(environment),
            ]
        } handlers: { environment in
            let mail = try MailProvider.configured(by: .process, client: environment.http)
            let escalator = Escalator(environment)
            let carrier = PageCarrier(
                environment: environment, providers: ProviderRegistry(environment, mail: mail))
            return [
                .database(AlertsJoinedHandler(escalator: escalator)),
                .database(IncidentOpenedHandler(escalator: escalator)),
                .database(IncidentUpdatedHandler(escalator: escalator)),
                .database(PageUpdatedHandler(escalator: escalator)),
                .database(AdvanceEscalationHandler(escalator: escalator)),
                .effects(SendPageHandler(carrier: carrier, metrics: PageMetrics(environment.metrics))),
                .effects(TrialRequestedHandler(carrier: carrier, heartbeat: try Heartbeat(client: environment.http))),
            ]
        }
    }
}
