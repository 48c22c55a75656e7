import Environment
import HTTPKit
import MailProviders
import ProviderKit
import ServiceLifecycle
import WorkerKit

@main struct Main {
    static func main() async {
        await WorkerProcess.run("playbook-runner", services: services) { environment in
            let mail = try MailProvider.configured(by: .process, client: environment.http)
            return handlers(environment, providers: ProviderRegistry(environment, mail: mail))
        }
    }

    /// What it does besides handling messages.
    private static func services(_ environment: WorkerEnvironment, _ health: HealthState) -> [any Service] {
        HealthServer.alone(environment, health) + [PlaybookClock(environment)]
    }

    /// What the process handles.
    static func handlers(_ environment: WorkerEnvironment, providers: ProviderRegistry) -> [WorkerHandler] {
        let turns = ExecutionTurns(environment)
        return [
            .database(AdvanceExecutionHandler(turns: turns)),
            .database(WakeExecutionHandler(turns: turns)),
            .database(IncidentOpenedHandler(environment: environment)),
            .effects(PerformStepHandler(environment: environment, providers: providers, turns: turns)),
            .raw(StepResultHandler(turns: turns, logger: environment.logger)),
        ]
    }
}
