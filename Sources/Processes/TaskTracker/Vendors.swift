import Capabilities
import HTTPProvider
import JiraProvider
import ProviderKit
import SlackProvider
import WorkerKit

extension ProviderRegistry {
    /// The vendors over which this process speaks to people: one line for each.
    /// - Parameter mail: what carries mail where the organisation has no system of its own for it.
    init(_ environment: WorkerEnvironment, mail: (any Mail)? = nil) {
        self.init(
            environment, mail: mail,
            vendors: [
                HTTPProvider.vendor(client: environment.http), JiraProvider.vendor(client: environment.http),
                SlackProvider.vendor(client: environment.http),
            ])
    }
}
