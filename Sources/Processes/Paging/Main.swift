import Environment
import HTTPKit
import MailProviders
import OnCallDesk
import ProviderKit
import WorkerKit

@main struct Main {
    static func main() async {
        await WorkerProcess.run("paging", services: HealthServer.alone) { environment in
            let mail = try MailProvider.configured(by: .process, client: environment.http)
            let escalator = Escalator(environment)
            return [
                .database(IncidentOpenedHandler(escalator: escalator)),
                .database(IncidentUpdatedHandler(escalator: escalator)),
                .database(PageUpdatedHandler(escalator: escalator)),
                .database(AdvanceEscalationHandler(escalator: escalator)),
                .effects(
                    SendPageHandler(
                        environment: environment, providers: ProviderRegistry(environment, mail: mail),
                        metrics: PageMetrics(environment.metrics))),
            ]
        }
    }
}
