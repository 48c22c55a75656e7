import Curl
import Environment
import FoundationEssentials
import WorkerKit

/// The address outside that is called when a canary has come through: its silence is somebody else's alarm.
struct Heartbeat: Sendable {
    /// A canary that took longer shows that pages are late, and is none.
    static let patience: TimeInterval = 120

    /// `nil` when nobody listens.
    let url: String?
    /// Calls it.
    /// - Returns: what it came to, without the address, which may be a secret; `nil` when it was heard.
    let call: @Sendable (_ url: String) async -> String?

    init(url: String?, call: @escaping @Sendable (_ url: String) async -> String?) {
        self.url = url
        self.call = call
    }

    /// Reads `MUSTER_HEARTBEAT_URL`, or `MUSTER_HEARTBEAT_URL_FILE`: `https:`, or what `MUSTER_OUTBOUND_ALLOW` lets through.
    init(_ variables: EnvironmentVariables = .process, client: CurlClient) throws(ConfigurationProblem) {
        self.init(url: try variables.secret("MUSTER_HEARTBEAT_URL")) { await Self.call($0, client) }
    }

    private static func call(_ url: String, _ client: CurlClient) async -> String? {
        do {
            let response = try await client.send(HTTPRequest("GET", url))
            return response.isSuccess ? nil : "it answered \(response.status)"
        } catch {
            return "it cannot be called: \(error.code)"
        }
    }

    /// Tells that a canary has come through, once: the next one is a minute away.
    /// - Returns: why nobody heard it; `nil` when somebody did.
    func beat(since made: Date, at now: Date = Date()) async -> String? {
        guard let url else { return "MUSTER_HEARTBEAT_URL is not set for paging" }
        let age = now.timeIntervalSince(made)
        guard age <= Self.patience else { return "it came through after \(Int(age)) seconds, which is no proof" }
        return await call(url).map { "MUSTER_HEARTBEAT_URL: \($0)" }
    }
}
