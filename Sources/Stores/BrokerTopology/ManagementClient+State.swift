import JSON

extension ManagementClient {
    /// Everything of the virtual host that the topology is compared with.
    func state() async throws(TopologyError) -> BrokerState {
        let definitions = try await read(["definitions", virtualHost])
        let users = try await read(["users"])
        let permissions = try await read(["vhosts", virtualHost, "permissions"])
        let topicPermissions = try await read(["vhosts", virtualHost, "topic-permissions"])
        let operatorPolicies = try await read(["operator-policies", virtualHost])
        do {
            return try BrokerState(
                definitions: JSONReader(definitions), users: JSONReader(users), permissions: JSONReader(permissions),
                topicPermissions: JSONReader(topicPermissions), operatorPolicies: JSONReader(operatorPolicies))
        } catch {
            throw TopologyError(.refused, "The management API answers with something unexpected: \(error).")
        }
    }

    func read(_ path: [String], query: String = "") async throws(TopologyError) -> JSON {
        try await call("GET", path, query: query) ?? .null
    }
}

/// What a virtual host holds now.
struct BrokerState {
    var definitions = BrokerDefinitions()
    /// Password hashes by user.
    var passwords: [String: PasswordHash] = [:]
    /// Policies that apply to a queue beside the others.
    var operatorPolicies: [BrokerDefinitions.Policy] = []

    init() {}

    init(
        definitions reader: JSONReader, users: JSONReader, permissions: JSONReader, topicPermissions: JSONReader,
        operatorPolicies: JSONReader
    ) throws {
        let many = 100_000
        definitions.exchanges = try reader.array("exchanges", of: BrokerDefinitions.Exchange.self, max: many)
        definitions.queues = try reader.array("queues", of: BrokerDefinitions.Queue.self, max: many)
        definitions.bindings = try reader.array("bindings", of: BrokerDefinitions.Binding.self, max: many)
        definitions.policies = try reader.array("policies", of: BrokerDefinitions.Policy.self, max: many)
        for user in try users.elements(max: many) {
            let decoded: BrokerDefinitions.User = try user.decode()
            definitions.users.append(decoded)
            passwords[decoded.name] = PasswordHash(text: try user.string("password_hash", length: 0...1000))
        }
        definitions.permissions = try permissions.elements(max: many).map { try $0.decode() }
        definitions.topicPermissions = try topicPermissions.elements(max: many).map { try $0.decode() }
        self.operatorPolicies = try operatorPolicies.elements(max: many).map { try $0.decode() }
    }
}
