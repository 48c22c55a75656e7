import Capabilities
import Curl
import JSON
import Organisation
import VendorCalls

/// One Slack: how it is called, and what this process remembers of it.
struct SlackSystem: Sendable {
    let settings: SlackSettings
    let client: VendorClient
    let memory: SlackMemory
    /// Whose the memory is; a token that was exchanged may be another account's.
    private let identityKey: String

    /// - Parameter memory: what the process remembers of all of them.
    init(
        _ provider: ProviderSettings, _ settings: SlackSettings, token: String?, memory: SlackMemory, http: CurlClient
    ) {
        self.settings = settings
        self.memory = memory
        identityKey = "\(provider.name)\n\(token ?? "")"
        client = VendorClient(
            provider: provider.name, url: provider.url ?? SlackSettings.address,
            authorization: token.map { .bearer($0) } ?? .none, timeout: provider.timeout, dialect: .slack,
            holds: memory.holds, client: http)
    }

    /// A method that changes something: its arguments are JSON.
    func change(_ method: String, _ arguments: JSONObject) -> VendorCall {
        VendorCall(method, "POST", "/api/\(method)", body: .object(arguments))
    }

    /// A method that reads: Slack ignores JSON where it says `GET`.
    func question(_ method: String, _ arguments: [(name: String, value: String)] = []) -> VendorCall {
        VendorCall(method, "GET", "/api/\(method)").with(query: arguments)
    }

    /// Who we are to Slack, and where people open it.
    func identity(by deadline: ContinuousClock.Instant? = nil) async throws(ProviderError) -> SlackIdentity {
        let call = VendorCall("auth.test", "POST", "/api/auth.test", body: [:]).reading
        let identity = try await memory.identities.value(identityKey) { () async throws(ProviderError) in
            try await client.read(call, by: deadline) { try SlackIdentity($0) }
        }
        guard let identity else { throw error("auth.test", code: "unreadable-answer", "it does not say who we are") }
        return identity
    }

    /// The id of somebody's account.
    /// - Parameter email: as the organisation's configuration has it.
    /// - Returns: `nil` when nobody has an account with the address.
    func person(_ email: String, by deadline: ContinuousClock.Instant? = nil) async throws(ProviderError) -> String? {
        let call = question("users.lookupByEmail", [("email", email)])
        return try await memory.ids.value("\(client.provider)\n\(email.lowercased())") {
            () async throws(ProviderError) in
            do throws(ProviderError) {
                return try await client.read(call, by: deadline) { try $0.member("user").string("id", length: 1...50) }
            } catch {
                guard ["users_not_found", "user_not_found"].contains(error.code) else { throw error }
                return nil
            }
        }
    }

    /// What cannot be done, and why in a sentence.
    func error(
        _ operation: String, code: String, _ detail: String, remedy: ProviderError.Remedy = .giveUp
    ) -> ProviderError {
        ProviderError(
            provider: client.provider, operation: operation, remedy: remedy, code: code, detail: detail,
            mayHaveHappened: false, isOutage: false)
    }
}

/// Who a token is.
struct SlackIdentity: Sendable, Hashable {
    /// The account that channels are made by.
    var user: String
    /// What the account is called.
    var name: String
    var team: String
    /// Where people open the team's Slack, with a slash at its end.
    var url: String
    /// Whether it is an app's own account; bots can do less.
    var isBot: Bool

    init(_ reader: JSONReader) throws {
        user = try reader.string("user_id", length: 1...50)
        name = try reader.optionalString("user", length: 0...200) ?? user
        team = try reader.optionalString("team", length: 0...200) ?? ""
        let address = try reader.string("url", length: 8...2000)
        url = address.hasSuffix("/") ? address : "\(address)/"
        isBot = try reader.optionalString("bot_id", length: 0...50) != nil
    }
}

/// What a process remembers of all Slacks that it calls.
struct SlackMemory: Sendable {
    let holds = MethodHolds()
    /// Of people by their mail address, and of channels by their name.
    let ids = Remembered<String>()
    let identities = Remembered<SlackIdentity>(limit: 100)
    let turns = Turns()
}
