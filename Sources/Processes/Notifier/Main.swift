import Environment
import HTTPKit
import MailProviders
import ProviderKit
import ServiceLifecycle
import WorkerKit

@main struct Main {
    static func main() async {
        await WorkerProcess.run("notifier") { environment, health in
            let planner = NoticePlanner(environment: environment, providers: ProviderRegistry(environment))
            return HealthServer.alone(environment, health) + [
                PageAuditor(planner: planner), NightAuditor(environment: environment),
            ]
        } handlers: { environment in
            let mail = try MailProvider.configured(by: .process, client: environment.http)
            let providers = ProviderRegistry(environment, mail: mail)
            let planner = NoticePlanner(environment: environment, providers: providers)
            return [
                .database(IncidentOpenedHandler(planner: planner)),
                .database(IncidentUpdatedHandler(planner: planner)),
                .database(IncidentAssembledHandler(planner: planner)),
                .database(ParticipantAddedHandler(planner: planner)),
                .database(WelcomeParticipantsHandler(planner: planner)),
                .database(RemindOfReportHandler(planner: planner)),
                .effects(
                    SendNoticeHandler(
                        environment: environment, providers: providers, groups: .native(environment))),
            ]
        }
    }
}
