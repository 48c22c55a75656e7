import JSON

extension ManagementClient {
    /// Makes the broker user of a detector, or gives an existing one a new password.
    /// - Parameter password: only its salted hash is sent.
    public func makeDetector(_ detector: DetectorUser, password: String) async throws(TopologyError) {
        // Without permissions it can do nothing yet; without the topic permission it could publish under any key.
        try await setUser(BrokerDefinitions.User(name: detector.name, tags: []), PasswordHash(password: password))
        try await setTopicPermission(detector.topicPermission)
        try await setPermission(detector.permission)
    }

    /// Deletes a user with all its rights; its connections are closed by the broker. Nothing happens when there is none.
    public func deleteUser(_ name: String) async throws(TopologyError) {
        _ = try await call("DELETE", ["users", name], absent: true)
    }

    func setUser(_ user: BrokerDefinitions.User, _ hash: PasswordHash) async throws(TopologyError) {
        let body: JSON = [
            "password_hash": .string(hash.text), "hashing_algorithm": .string(PasswordHash.algorithm),
            "tags": .string(user.tags.joined(separator: ",")),
        ]
        // The broker refuses one of two that make the same user at the same moment; for that one the user is there next.
        do {
            _ = try await call("PUT", ["users", user.name], body: body)
        } catch  where error.code == .refused {
            _ = try await call("PUT", ["users", user.name], body: body)
        }
    }

    func setPermission(_ permission: BrokerDefinitions.Permission) async throws(TopologyError) {
        var body = permission.exported
        body["user"] = nil
        _ = try await call("PUT", ["permissions", virtualHost, permission.user], body: .object(body))
    }

    func setTopicPermission(_ permission: BrokerDefinitions.TopicPermission) async throws(TopologyError) {
        var body = permission.exported
        body["user"] = nil
        _ = try await call("PUT", ["topic-permissions", virtualHost, permission.user], body: .object(body))
    }

    func removeTopicPermissions(ofUser user: String) async throws(TopologyError) {
        _ = try await call("DELETE", ["topic-permissions", virtualHost, user], absent: true)
    }
}
