/// What only servers from `TestServers.separate` should be put through.
extension TestServers {
    /// Starts what does not run, and returns when it takes connections.
    public func start(_ server: Server? = nil) async throws { try await control("start", server) }

    /// Stops it cleanly.
    public func stop(_ server: Server? = nil) async throws { try await control("stop", server) }

    /// Ends it as a power cut does.
    public func kill(_ server: Server? = nil) async throws { try await control("kill", server) }

    /// Makes the broker take no messages, as it does by itself when it runs out of memory; or makes it take them again.
    public func block(_ isBlocked: Bool) async throws {
        try await services.run(["rabbitmqctl", "set_vm_memory_high_watermark", isBlocked ? "0.0001" : "0.4"])
    }

    /// Lets the clock of a Postgres be off from now on, as when somebody corrects it; only of servers that have one.
    /// - Parameter seconds: by how much it is ahead; below 0 it is behind.
    public func setClock(ahead seconds: Int) async throws {
        try await services.run("clock", seconds < 0 ? "\(seconds)" : "+\(seconds)")
    }

    private func control(_ verb: String, _ server: Server?) async throws {
        try await services.run([verb] + (server.map { [$0.rawValue] } ?? []))
    }

    /// Numbers of ports that nobody listens on.
    public func freePorts(_ count: Int) async throws -> [Int] {
        try await services.run("free-ports", "\(count)").split(separator: "\n").compactMap { Int($0) }
    }

    /// A line of the home's environment.
    public func setting(_ name: String) throws -> String {
        guard let value = environment[name] else { throw TestServersError("\(home)/env does not export \(name)") }
        return value
    }
}
