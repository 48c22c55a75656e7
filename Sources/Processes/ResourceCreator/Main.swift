import HTTPKit
import ProviderKit
import WorkerKit

@main struct Main {
    static func main() async {
        await WorkerProcess.run("resource-creator", services: HealthServer.alone) { environment in
            let providers = ProviderRegistry(environment)
            return [
                .database(IncidentOpenedHandler(environment: environment)),
                .effects(CreateResourceHandler(environment: environment, providers: providers)),
                .effects(LinkResourcesHandler(environment: environment, providers: providers)),
                .effects(IncidentUpdatedHandler(environment: environment, providers: providers)),
                .effects(CostUpdatedHandler(environment: environment, providers: providers)),
                .database(ParticipantAddedHandler()),
                .effects(AddMemberHandler(environment: environment, providers: providers)),
            ]
        }
    }
}
