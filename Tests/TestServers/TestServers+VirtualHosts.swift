import Foundation
public import JSON

extension TestServers {
    /// Runs a test with a virtual host of its own, deleted afterwards together with its connections.
    public func withVirtualHost<Result>(_ body: (TestVirtualHost) async throws -> Result) async throws -> Result {
        let host = try await makeVirtualHost()
        do {
            let result = try await body(host)
            try await host.drop()
            return result
        } catch {
            try? await host.drop()
            throw error
        }
    }

    /// Makes a virtual host that the caller drops. Prefer `withVirtualHost`.
    public func makeVirtualHost() async throws -> TestVirtualHost {
        let name = TestName.make()
        try await services.run("make-virtual-host", name)
        return TestVirtualHost(name: name, servers: self)
    }

    /// Calls the broker's management API as the operator; an empty answer is `null`.
    ///
    /// - Parameter path: From the root, for example `/api/queues`.
    @discardableResult
    public func management(_ method: String, _ path: String, body: JSON? = nil) async throws -> JSON {
        let answer = try await services.run(["api", method, path], input: body?.description ?? "")
        guard !answer.isEmpty else { return .null }
        return try JSON.parse(Array(answer.utf8), limits: JSONLimits(bytes: 16 << 20))
    }
}

/// A virtual host of one test.
public struct TestVirtualHost: Sendable {
    /// Its name on the broker.
    public let name: String
    let servers: TestServers

    /// Its address as the operator, who may do everything in it.
    public var url: String {
        get throws { try url(user: "muster-operator", password: servers.secret("operator.amqp-password")) }
    }

    /// Its address with the broker user of a process, which exists once the topology was applied with the home's secrets.
    public func url(process: String) throws -> String {
        try url(user: process, password: servers.secret("\(process).amqp-password"))
    }

    /// Its address as any user.
    public func url(user: String, password: String) throws -> String {
        "amqp://\(user):\(password)@127.0.0.1:\(try servers.setting("MUSTER_AMQP_PORT"))/\(name)"
    }

    /// Where the management API is, with the operator's name and password.
    public var managementURL: String {
        get throws { try servers.setting("MUSTER_MANAGEMENT_URL") }
    }

    /// Closes every connection to the virtual host from the broker's side. The management API learns of connections
    /// some seconds late, so one that has just been opened may be missed: call it through `eventually` when it matters.
    ///
    /// - Parameter count: while it lists fewer, none is closed: the list is behind what is connected.
    /// - Returns: Whether they were closed.
    public func closeConnections(whenListed count: Int) async throws -> Bool {
        let connections = try await servers.management("GET", "/api/vhosts/\(name)/connections").arrayValue ?? []
        let names = connections.compactMap { $0["name"]?.stringValue }
        guard names.count >= count else { return false }
        for name in names {
            let path = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
            _ = try? await servers.management("DELETE", "/api/connections/\(path)")
        }
        return true
    }

    /// Deletes it with everything in it.
    public func drop() async throws {
        try await servers.services.run("drop-virtual-host", name)
    }
}
