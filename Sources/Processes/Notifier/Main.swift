import HTTPKit
import MailProviders
import ProviderKit
import WorkerKit

@main struct Main {
    static func main() async {
        await WorkerProcess.run("notifier", services: HealthServer.alone) { environment in
            let planner = NoticePlanner(environment: environment, providers: ProviderRegistry(environment))
            return [
                .database(IncidentOpenedHandler(planner: planner)),
                .database(IncidentUpdatedHandler(planner: planner)),
                .database(IncidentAssembledHandler(planner: planner)),
                .database(ParticipantAddedHandler(planner: planner)),
                .database(WelcomeParticipantsHandler(planner: planner)),
                .effects(
                    SendNoticeHandler(
                        environment: environment, providers: ProviderRegistry(environment),
                        mail: try MailProvider.configured(
                            url: environment.configuration.smtpURL, password: environment.configuration.smtpPassword,
                            directory: environment.configuration.mailDirectory, client: environment.http))),
            ]
        }
    }
}
