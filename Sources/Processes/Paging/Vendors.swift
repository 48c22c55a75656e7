import Capabilities
import HTTPProvider
import NativeProviders
import ProviderKit
import WorkerKit

extension ProviderRegistry {
    /// The vendors over which this process reaches people: one line for each.
    /// - Parameter mail: what carries mail where the organisation has no system of its own for it.
    init(_ environment: WorkerEnvironment, mail: (any Mail)? = nil) {
        let native = NativeProviders.services(
            database: environment.database, publicURL: environment.configuration.publicURL)
        self.init(
            native: { settings in
                var services = native(settings)
                services.mail = mail
                return services
            },
            vendors: [
                HTTPProvider.vendor(client: environment.http)
            ])
    }
}
