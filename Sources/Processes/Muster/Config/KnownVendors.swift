import Curl
import HTTPProvider
import JiraProvider
import Organisation
import SlackProvider

/// The vendors that providers can be of: what a file may say, and what can be asked whether it works.
enum KnownVendors {
    /// What a file may say about providers: one line for each.
    static let schemas = [HTTPProvider.schema, JiraProvider.schema, SlackProvider.schema]

    /// Those that can be asked about themselves.
    static func all(client: CurlClient) -> [Vendor] {
        [
            HTTPProvider.vendor(client: client), JiraProvider.vendor(client: client),
            SlackProvider.vendor(client: client),
        ]
    }
}
