import Capabilities
import HTTPProvider
import JiraProvider
import NativeProviders
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

/// Whom mail to a group reaches.
struct GroupMembers: Sendable {
    /// The members of the group with an address, when it is one that comes with Muster; `nil` for any other address.
    let of: @Sendable (_ address: String) async throws -> [String]?

    static func native(_ environment: WorkerEnvironment) -> GroupMembers {
        let groups = NativeProviders(
            database: environment.database, publicURL: environment.configuration.publicURL
        ).groups
        return GroupMembers { try await groups.members(ofAddress: $0) }
    }
}
