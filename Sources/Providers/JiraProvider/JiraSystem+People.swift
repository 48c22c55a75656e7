import Capabilities
import Encodings
import JSON
import VendorCalls

extension JiraSystem {
    /// Whom a ticket of the project can be given to.
    /// - Parameter email: as the organisation's configuration has it.
    /// - Returns: an account id, or a user name; `nil` when there is no such person, nobody can be told apart, or the account
    ///   may not look.
    func assignee(
        _ email: String, by deadline: ContinuousClock.Instant? = nil
    ) async throws(ProviderError) -> String? {
        let key = "\(client.provider)\n\(settings.project)\n\(email.lowercased())"
        return try await people.value(key) { () async throws(ProviderError) in
            do throws(ProviderError) {
                return try await search(for: email, by: deadline)
            } catch {
                // Who may not look for people still makes tickets; `provider check` tells of it.
                guard ["http-400", "http-403", "http-404"].contains(error.code) else { throw error }
                return nil
            }
        }
    }

    private func search(
        for email: String, by deadline: ContinuousClock.Instant?
    ) async throws(ProviderError) -> String? {
        try await read(searching(for: email), by: deadline) { reader in
            let key = settings.deployment.personKey
            let found = try reader.elements(max: 1000)
            let exact = found.first { $0.value["emailAddress"]?.stringValue?.lowercased() == email.lowercased() }
            // People may hide their address; one alone that the address leads to is who is meant.
            let alone = found.count == 1 && found[0].value["emailAddress"]?.stringValue == nil ? found.first : nil
            return (exact ?? alone)?.value[key]?.stringValue
        }
    }

    /// The search for who can be given tickets of the project.
    func searching(for email: String) -> VendorCall {
        let name = settings.deployment == .cloud ? "query" : "username"
        return call("user.find", "GET", "/user/assignable/search").with(query: [
            ("project", settings.project), (name, email), ("maxResults", "50"),
        ])
    }
}
