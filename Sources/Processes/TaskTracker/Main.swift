import Environment
import HTTPKit
import MailProviders
import ProviderKit
import WorkerKit

@main struct Main {
    static func main() async {
        await WorkerProcess.run("task-tracker", services: HealthServer.alone) { environment in
            let mail = try MailProvider.configured(by: .process, client: environment.http)
            return handlers(environment, providers: ProviderRegistry(environment, mail: mail))
        }
    }

    /// What the process handles.
    static func handlers(_ environment: WorkerEnvironment, providers: ProviderRegistry) -> [WorkerHandler] {
        let planner = TaskNoticePlanner(environment: environment)
        return [
            .database(IncidentUpdatedHandler(planner: planner)),
            .database(MessagePostedHandler(planner: planner)),
            .database(TaskCreatedHandler(planner: planner)),
            .database(TaskUpdatedHandler(planner: planner)),
            .database(RemindOfTaskHandler(planner: planner)),
            .effects(TellOfTaskHandler(environment: environment, providers: providers)),
        ]
    }
}
