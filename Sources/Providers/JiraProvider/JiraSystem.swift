import Capabilities
import Curl
import JSON
import Organisation
import VendorCalls

/// One Jira: how it is called, and what this process remembers of it.
struct JiraSystem: Sendable {
    let settings: JiraSettings
    let client: VendorClient
    let people: Remembered<String>
    let turns: Turns
    /// Where people open tickets, without a slash at its end.
    let site: String

    /// - Parameter memory: what the process remembers of all of them.
    init(
        _ provider: ProviderSettings, _ settings: JiraSettings, token: String?, memory: JiraMemory, http: CurlClient
    ) {
        self.settings = settings
        let url = provider.url ?? ""
        let address = settings.site ?? url
        site = address.hasSuffix("/") ? String(address.dropLast()) : address
        let authorization: VendorAuthorization =
            switch (settings.user, token) {
            case (let user?, let token?): .basic(user: user, password: token)
            case (nil, let token?): .bearer(token)
            case (_, nil): .none
            }
        client = VendorClient(
            provider: provider.name, url: url, authorization: authorization, timeout: provider.timeout,
            dialect: .jira, holds: memory.holds, client: http)
        people = memory.people
        turns = memory.turns
    }

    /// A call below the interface's root.
    func call(_ operation: String, _ method: String, _ path: String, body: JSON? = nil) -> VendorCall {
        VendorCall(operation, method, settings.deployment.root + path, body: body)
    }

    /// Makes a call and reads its answer.
    /// - Throws: `ProviderError`, also for an answer that is not what the interface says.
    func read<Value>(
        _ call: VendorCall, by deadline: ContinuousClock.Instant? = nil, _ body: (JSONReader) throws -> Value
    ) async throws(ProviderError) -> Value {
        try await client.read(call, by: deadline, body)
    }
}

/// What a process remembers of all Jiras that it calls.
struct JiraMemory: Sendable {
    let holds = MethodHolds()
    let people = Remembered<String>()
    let turns = Turns()
}
