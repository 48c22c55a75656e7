import JSON

extension ManagementClient {
    /// Compares the broker with the topology, thoroughly. Other people's queues, exchanges and bindings are accepted.
    ///
    /// - Parameter secrets: to compare the passwords as well.
    public func check(
        _ topology: Topology, secrets: SecretDirectory? = nil
    ) async throws(TopologyError) -> [TopologyDifference] {
        try TopologyComparison(topology, await state(), secrets: secrets, applicant: user).differences
    }

    /// Brings the broker to the topology: adds what is missing, in the order exchanges, queues, bindings, policies, users,
    /// and removes bindings and policies of an older topology last. Applied again, it changes nothing.
    ///
    /// - Parameters:
    ///   - secrets: the users' passwords. Without them users that are missing stay missing.
    ///   - settling: how long to wait after something new was declared. A broker that dies within half a second of the
    ///     declaration of a quorum queue loses what is confirmed in it (seen with 3.10.8).
    ///   - announce: is shown everything that is different before anything is changed.
    /// - Throws: ``TopologyError`` `.conflict` when an exchange or queue has other arguments; nothing is changed then.
    @discardableResult
    public func apply(
        _ topology: Topology, secrets: SecretDirectory?, settling: Duration = .seconds(2),
        announce: @Sendable ([TopologyDifference]) -> Void = { _ in }
    ) async throws(TopologyError) -> [TopologyDifference] {
        let comparison = try TopologyComparison(topology, await state(), secrets: secrets, applicant: user)
        announce(comparison.differences)
        let refused = comparison.differences.filter { $0.remedy == .refused }
        guard refused.isEmpty else {
            throw TopologyError(
                .conflict,
                "Nothing was changed. " + refused.map { "\($0.object): \($0.detail)." }.joined(separator: "\n"))
        }
        try await make(comparison.repairs)
        if comparison.repairs.contains(where: \.declares) { try? await Task.sleep(for: settling) }
        return comparison.differences
    }

    private func make(_ repairs: [TopologyRepair]) async throws(TopologyError) {
        // One import for each kind: the broker is quicker with many at once.
        try await importDefinitions(
            "exchanges", repairs.compactMap { if case .addExchange(let it) = $0 { it.exported } else { nil } })
        try await importDefinitions(
            "queues", repairs.compactMap { if case .addQueue(let it) = $0 { it.exported } else { nil } })
        try await importDefinitions(
            "bindings", repairs.compactMap { if case .addBinding(let it) = $0 { it.exported } else { nil } })
        try await importDefinitions(
            "policies", repairs.compactMap { if case .setPolicy(let it) = $0 { it.exported } else { nil } })
        for repair in repairs {
            switch repair {
            case .addExchange, .addQueue, .addBinding, .setPolicy: continue
            case .setUser(let user, let hash): try await setUser(user, hash)
            case .setPermission(let permission): try await setPermission(permission)
            case .setTopicPermission(let permission): try await setTopicPermission(permission)
            case .removeTopicPermissions(let user): try await removeTopicPermissions(ofUser: user)
            case .removeBinding(let binding): try await remove(binding)
            case .removePolicy(let name):
                _ = try await call("DELETE", ["policies", virtualHost, name], absent: true)
            }
        }
    }

    private func importDefinitions(_ kind: String, _ objects: [JSONObject]) async throws(TopologyError) {
        guard !objects.isEmpty else { return }
        _ = try await call(
            "POST", ["definitions", virtualHost], body: .object([kind: .array(objects.map(JSON.object))]))
    }

    /// Removes all bindings between two objects under this key without arguments; the API names them by a key that it
    /// makes up itself.
    private func remove(_ binding: BrokerDefinitions.Binding) async throws(TopologyError) {
        let kind = binding.destinationType == "queue" ? "q" : "e"
        let path = ["bindings", virtualHost, "e", binding.source, kind, binding.destination]
        for existing in try await read(path).arrayValue ?? [] {
            guard existing["routing_key"]?.stringValue == binding.routingKey,
                existing["arguments"] == .object(binding.arguments), let key = existing["properties_key"]?.stringValue
            else { continue }
            _ = try await call("DELETE", path + [key], absent: true)
        }
    }
}
