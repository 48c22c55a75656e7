public import Capabilities
import NativeProviders
public import Organisation
public import WorkerKit

extension ProviderRegistry {
    /// What comes with Muster, and the vendors that a process names.
    /// - Parameters:
    ///   - environment: the process' database, and the base of its links.
    ///   - mail: what carries mail where the organisation has no system of its own for it; `nil` in a process that sends
    ///     none.
    ///   - vendors: the systems of others that the process can call.
    public init(_ environment: WorkerEnvironment, mail: (any Mail)? = nil, vendors: [Vendor]) {
        self.init(
            native: NativeProviders.services(
                database: environment.database, publicURL: environment.configuration.publicURL), mail: mail,
            vendors: vendors)
    }
}
