import HTTPProvider
import NativeProviders
import ProviderKit
import WorkerKit

extension ProviderRegistry {
    /// The vendors of which this process makes places: one line for each.
    init(_ environment: WorkerEnvironment) {
        self.init(
            native: NativeProviders.services(
                database: environment.database, publicURL: environment.configuration.publicURL),
            vendors: [
                HTTPProvider.vendor(client: environment.http)
            ])
    }
}
