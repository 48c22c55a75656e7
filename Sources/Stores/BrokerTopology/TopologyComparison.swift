import JSON

/// What the broker has, held against what it should have.
struct TopologyComparison {
    private(set) var differences: [TopologyDifference] = []
    /// What to do about those that can be repaired, in order.
    private(set) var repairs: [TopologyRepair] = []

    private let topology: Topology
    private let wanted: BrokerDefinitions
    private let found: BrokerState

    /// - Parameters:
    ///   - secrets: the users' passwords; without them passwords are not compared, and users are not made.
    ///   - applicant: the user who compares: its password is its own affair.
    init(
        _ topology: Topology, _ found: BrokerState, secrets: SecretDirectory?, applicant: String
    ) throws(TopologyError) {
        self.topology = topology
        self.found = found
        wanted = BrokerDefinitions(topology)
        compareExchanges()
        compareQueues()
        compareBindings()
        comparePolicies()
        try compareUsers(secrets, applicant)
        comparePermissions()
        findStrayBindings()
        findStrayPolicies()
        findStrayQueues()
        findStrayUsers()
    }

    private mutating func note(
        _ kind: TopologyDifference.Kind, _ object: String, _ detail: String, repair: TopologyRepair? = nil,
        remedy: TopologyDifference.Remedy = .left
    ) {
        differences.append(
            TopologyDifference(kind: kind, remedy: repair == nil ? remedy : .repaired, object: object, detail: detail))
        if let repair { repairs.append(repair) }
    }
}

// MARK: - Exchanges, queues and bindings

extension TopologyComparison {
    private mutating func compareExchanges() {
        let existing = Dictionary(found.definitions.exchanges.map { ($0.name, $0) }) { first, _ in first }
        for exchange in wanted.exchanges {
            guard let other = existing[exchange.name] else {
                note(
                    .missing, "exchange \(exchange.name)", "is not there (\(exchange.type))",
                    repair: .addExchange(exchange))
                continue
            }
            compareImmutable("exchange", exchange.name, exchange.exported, other.exported)
        }
    }

    private mutating func compareQueues() {
        let existing = Dictionary(found.definitions.queues.map { ($0.name, $0) }) { first, _ in first }
        for queue in wanted.queues {
            guard let other = existing[queue.name] else {
                note(.missing, "queue \(queue.name)", "is not there", repair: .addQueue(queue))
                continue
            }
            compareImmutable("queue", queue.name, queue.exported, other.exported)
        }
    }

    /// Notes each member and argument in which two descriptions of the same thing differ.
    private mutating func compareImmutable(_ what: String, _ name: String, _ wanted: JSONObject, _ found: JSONObject) {
        func flat(_ object: JSONObject) -> [String: JSON] {
            var result: [String: JSON] = [:]
            for (key, value) in object where key != "arguments" { result[key] = value }
            for (key, value) in object["arguments"]?.objectValue ?? [:] { result["argument \(key)"] = value }
            return result
        }
        let (wanted, found) = (flat(wanted), flat(found))
        for key in Set(wanted.keys).union(found.keys).sorted() where wanted[key] != found[key] {
            note(
                .argument, "\(what) \(name)",
                "\(key): expected \(wanted[key]?.text() ?? "none"), found \(found[key]?.text() ?? "none"). "
                    + "This cannot be changed: stop its publishers and consumers, empty and delete the \(what), "
                    + "and apply again",
                remedy: .refused)
        }
    }

    private mutating func compareBindings() {
        let existing = Set(found.definitions.bindings)
        for binding in wanted.bindings where !existing.contains(binding) {
            note(.missing, "binding \(binding.title)", "is not there", repair: .addBinding(binding))
        }
    }

    /// Bindings from our exchanges to our queues and exchanges that the topology does not have: a worker would go on
    /// to get what it no longer handles. Other people's queues may listen to our exchanges.
    private mutating func findStrayBindings() {
        let exchanges = Set(wanted.exchanges.map(\.name))
        let ours = Set(wanted.queues.map(\.name))
        let known = Set(wanted.bindings)
        for binding in found.definitions.bindings where exchanges.contains(binding.source) && !known.contains(binding) {
            let destinations = binding.destinationType == "queue" ? ours : exchanges
            guard destinations.contains(binding.destination) else { continue }
            note(.extra, "binding \(binding.title)", "is not in the topology", repair: .removeBinding(binding))
        }
    }

    /// Queues that only an older topology can have made.
    private mutating func findStrayQueues() {
        let known = Set(wanted.queues.map(\.name))
        let workers = topology.workers.map(\.name)
        for queue in found.definitions.queues where !known.contains(queue.name) {
            guard workers.contains(where: { queue.name == "\($0).dead" || queue.name.hasPrefix("\($0).retry.") })
            else { continue }
            note(
                .extra, "queue \(queue.name)",
                "is not in the topology any more. Wait until it is empty (a retry queue empties itself), then delete it"
            )
        }
    }
}

// MARK: - Policies

extension TopologyComparison {
    private mutating func comparePolicies() {
        let existing = Dictionary(found.definitions.policies.map { ($0.name, $0) }) { first, _ in first }
        for policy in wanted.policies {
            let other = existing[policy.name]
            guard other != policy else { continue }
            note(
                other == nil ? .missing : .policy, "policy \(policy.name)",
                other.map { "expected \(JSON.object(policy.exported)), found \(JSON.object($0.exported))" }
                    ?? "is not there",
                repair: .setPolicy(policy))
        }
        let names = Set(wanted.policies.map(\.name))
        // Of several policies one applies, of the highest priority; an operator policy applies as well.
        for policy in found.definitions.policies where !names.contains(policy.name) {
            noteForeign(policy, "policy") { own in own.map { policy.priority >= $0.priority } ?? true }
        }
        for policy in found.operatorPolicies { noteForeign(policy, "operator policy") { _ in true } }
    }

    /// One difference for a policy that is not ours, however many of our queues it reaches.
    /// - Parameter prevails: whether it applies in spite of our own policy for the queue, if there is one.
    private mutating func noteForeign(
        _ policy: BrokerDefinitions.Policy, _ what: String, prevails: (BrokerDefinitions.Policy?) -> Bool
    ) {
        let reached = wanted.queues.map(\.name).filter { queue in
            policy.mayApply(to: queue) && prevails(wanted.policies.first { $0.mayApply(to: queue) })
        }
        guard !reached.isEmpty else { return }
        note(
            .policy, "\(what) \(policy.name)",
            "(priority \(policy.priority)) is not the topology's, and applies to \(reached.joined(separator: ", ")). "
                + "Delete it, or narrow its pattern \(policy.pattern), so that it leaves these queues alone")
    }

    private mutating func findStrayPolicies() {
        let known = Set(wanted.policies.map(\.name))
        for policy in found.definitions.policies
        where policy.name.hasPrefix(BrokerDefinitions.policyPrefix) && !known.contains(policy.name) {
            note(
                .extra, "policy \(policy.name)", "is not in the topology any more", repair: .removePolicy(policy.name))
        }
    }
}

// MARK: - Users and their rights

extension TopologyComparison {
    private mutating func compareUsers(_ secrets: SecretDirectory?, _ applicant: String) throws(TopologyError) {
        let existing = Dictionary(found.definitions.users.map { ($0.name, $0) }) { first, _ in first }
        for user in wanted.users {
            let other = existing[user.name]
            if other == nil, secrets == nil || user.name == applicant {
                note(
                    .missing, "user \(user.name)",
                    "is not there, and cannot be made without a directory of secrets (--secrets)")
                continue
            }
            let hash = found.passwords[user.name]
            let password = user.name == applicant ? nil : try secrets?.password(ofUser: user.name)
            let isSamePassword = password.map { hash?.matches($0) ?? false } ?? true
            let newHash = isSamePassword ? hash : password.map { PasswordHash(password: $0) }
            guard other == nil || other?.tags != user.tags || !isSamePassword, let newHash else { continue }
            note(
                other == nil ? .missing : isSamePassword ? .permission : .password, "user \(user.name)",
                other == nil ? "is not there" : isSamePassword ? "has other tags" : "has another password",
                repair: .setUser(user, newHash))
        }
    }

    private mutating func comparePermissions() {
        // Users belong to the broker: those without rights in this virtual host are another one's detectors.
        let detectors = found.definitions.permissions.compactMap { DetectorUser(named: $0.user, topology) }
        let willExist = Set(
            found.definitions.users.map(\.name)
                + repairs.compactMap { if case .setUser(let user, _) = $0 { user.name } else { nil } })
        // Who may publish under some keys alone must not publish under any for a moment.
        compareTopicPermissions(detectors, willExist)
        let existing = Dictionary(found.definitions.permissions.map { ($0.user, $0) }) { first, _ in first }
        for permission in wanted.permissions + detectors.map(\.permission)
        where existing[permission.user] != permission && willExist.contains(permission.user) {
            note(
                existing[permission.user] == nil ? .missing : .permission, "permission of \(permission.user)",
                existing[permission.user].map { "expected \(permission.text), found \($0.text)" } ?? "is not there",
                repair: .setPermission(permission))
        }
        findStrayTopicPermissions()
    }

    private mutating func compareTopicPermissions(_ detectors: [DetectorUser], _ willExist: Set<String>) {
        let topics = wanted.topicPermissions + detectors.map(\.topicPermission)
        for permission in topics
        where !found.definitions.topicPermissions.contains(permission) && willExist.contains(permission.user) {
            note(
                .permission, "topic permission of \(permission.user)",
                "on \(permission.exchange) must be write \(permission.write), read \(permission.read)",
                repair: .setTopicPermission(permission))
        }
    }

    private mutating func findStrayTopicPermissions() {
        let ours = Set(wanted.users.map(\.name))
        let known = Set(wanted.topicPermissions)
        for permission in found.definitions.topicPermissions
        where ours.contains(permission.user) && !known.contains(permission) {
            note(
                .permission, "topic permission of \(permission.user)",
                "on \(permission.exchange) is not in the topology",
                repair: .removeTopicPermissions(user: permission.user))
        }
    }

    /// Users who could get around the topology: anybody unknown with the right to publish into it, and guest.
    private mutating func findStrayUsers() {
        let known = Set(wanted.users.map(\.name))
        if found.definitions.users.contains(where: { $0.name == "guest" }) {
            note(.extra, "user guest", "exists, and everybody knows its password. Delete it")
        }
        for permission in found.definitions.permissions
        where !known.contains(permission.user) && permission.user != "guest"
            && DetectorUser(named: permission.user, topology) == nil
        {
            let names = wanted.exchanges.map(\.name) + ["amq.default"]
            guard let reached = names.first(where: { permission.mayWrite($0) }) else { continue }
            note(
                .permission, "user \(permission.user)",
                "is not in the topology and may publish to \(reached) (write \(permission.write)). Narrow its rights")
        }
    }
}

extension BrokerDefinitions.Permission {
    fileprivate var text: String { "configure \(configure), write \(write), read \(read)" }

    fileprivate func mayWrite(_ name: String) -> Bool { NamePattern.mayMatch(write, name) }
}

extension BrokerDefinitions.Policy {
    fileprivate func mayApply(to queue: String) -> Bool {
        appliesTo != "exchanges" && NamePattern.mayMatch(pattern, queue)
    }
}

extension BrokerDefinitions.Binding {
    fileprivate var title: String {
        "\(source) → \(destinationType == "exchange" ? "exchange " : "")\(destination)"
            + (routingKey.isEmpty ? "" : " (\(routingKey))")
    }
}
