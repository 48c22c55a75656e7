import HTTPProvider
import JiraProvider
import ProviderKit
import SlackProvider
import WorkerKit

extension ProviderRegistry {
    /// The vendors of which this process makes places: one line for each.
    init(_ environment: WorkerEnvironment) {
        self.init(
            environment,
            vendors: [
                HTTPProvider.vendor(client: environment.http), JiraProvider.vendor(client: environment.http),
                SlackProvider.vendor(client: environment.http),
            ])
    }
}
