import Contracts
import JSON

extension BrokerDefinitions {
    /// What RabbitMQ must hold for a topology.
    ///
    /// Everything that safety depends on is a queue argument: of several policies only one applies, so that somebody's
    /// other policy would replace a dead-letter exchange without a word, and messages would be lost. The policies carry
    /// nothing but sizes, and a limit of returns for the queues that keep.
    public init(_ topology: Topology) {
        for exchange in topology.exchanges { add(exchange) }
        for worker in topology.workers { add(worker, topology) }
        for integration in topology.integrations { add(integration) }
        addUnheard(topology)
        addPolicies(topology)
        addUsers(topology)
        sort()
    }

    private mutating func add(_ exchange: Topology.Exchange) {
        exchanges.append(
            Exchange(
                name: exchange.name, type: exchange.type, isInternal: exchange.isInternal,
                arguments: exchange.alternate.map { ["alternate-exchange": .string($0)] } ?? [:]))
        guard let queue = exchange.queue else { return }
        queues.append(Queue(name: queue, arguments: Self.keeping))
        bindings.append(Binding(source: exchange.name, destination: queue, destinationType: "queue", routingKey: ""))
    }

    private mutating func add(_ worker: Topology.Worker, _ topology: Topology) {
        let name = worker.name
        // Every exchange that can be published to has the same alternate: that of the exchanges file.
        let alternate = topology.exchanges.lazy.compactMap(\.alternate).first
        exchanges.append(
            Exchange(
                name: name, type: "direct", isInternal: false,
                arguments: alternate.map { ["alternate-exchange": .string($0)] } ?? [:]))
        addQueue(name, key: "work", of: worker, arguments: Self.work(worker, topology.defaults))
        for delay in topology.defaults.retry {
            addQueue(
                "\(name).retry.\(delay.name)", key: "retry.\(delay.name)", of: worker,
                arguments: Self.retry(name, delay))
        }
        if !worker.keepsDeadLetters {
            addQueue("\(name).dead", key: "dead", of: worker, arguments: Self.keeping)
        }
        for consumption in worker.consumes {
            for key in consumption.keys {
                bindings.append(
                    Binding(
                        source: consumption.exchange, destination: name, destinationType: "queue", routingKey: key))
            }
        }
    }

    /// Tasks wait as long as they must: their executions say when they are waited for no more.
    private mutating func add(_ integration: Topology.Integration) {
        queues.append(Queue(name: integration.queue, arguments: Self.keeping))
        bindings.append(
            Binding(
                source: Topology.playbooks, destination: integration.queue, destinationType: "queue",
                routingKey: integration.queue))
        users.append(User(name: integration.user, tags: []))
        permissions.append(
            Permission(
                user: integration.user, configure: NamePattern.nothing,
                write: NamePattern.anyOf([Topology.playbooks]), read: NamePattern.anyOf([integration.queue])))
        topicPermissions.append(
            TopicPermission(
                user: integration.user, exchange: Topology.playbooks,
                write: "^\(NamePattern.escape("result.\(integration.name)"))$", read: NamePattern.nothing))
    }

    private mutating func addQueue(_ name: String, key: String, of worker: Topology.Worker, arguments: JSONObject) {
        queues.append(Queue(name: name, arguments: arguments))
        bindings.append(
            Binding(source: worker.name, destination: name, destinationType: "queue", routingKey: key))
    }

    /// A queue that only ever keeps: without any limit, because what it refuses would block the queue it comes from.
    private static let keeping: JSONObject = ["x-queue-type": "quorum", "x-overflow": "reject-publish"]

    private static func work(_ worker: Topology.Worker, _ defaults: Topology.Defaults) -> JSONObject {
        // The keeper must not dead-letter: there is nobody behind it.
        guard !worker.keepsDeadLetters else { return keeping }
        var arguments = deadLettering(to: worker.name, key: "dead")
        arguments["x-delivery-limit"] = .int(defaults.deliveryLimit)
        return arguments
    }

    private static func retry(_ worker: String, _ delay: RetryDelay) -> JSONObject {
        var arguments = deadLettering(to: worker, key: "work")
        arguments["x-message-ttl"] = .int(delay.milliseconds)
        return arguments
    }

    private static func deadLettering(to exchange: String, key: String) -> JSONObject {
        [
            "x-queue-type": "quorum", "x-overflow": "reject-publish", "x-dead-letter-exchange": .string(exchange),
            "x-dead-letter-routing-key": .string(key), "x-dead-letter-strategy": "at-least-once",
        ]
    }

    /// Facts that no worker consumes are not unroutable: they are bound to an exchange without queues.
    private mutating func addUnheard(_ topology: Topology) {
        for exchange in topology.exchanges {
            guard let unheard = exchange.unheard else { continue }
            let heard = topology.workers.flatMap(\.consumes).filter { $0.exchange == exchange.name }.flatMap(\.keys)
            for fact in Set(topology.facts).subtracting(heard) {
                bindings.append(
                    Binding(
                        source: exchange.name, destination: unheard, destinationType: "exchange", routingKey: fact))
            }
        }
    }

    /// Returns without end, as a number: from RabbitMQ 4.0 on a queue that says nothing drops a message that was returned 20
    /// times, and 3.10 refuses the -1 that would say so. In a policy, because an argument would mean new queues.
    private static let countlessReturns = 1_000_000_000

    private mutating func addPolicies(_ topology: Topology) {
        let keeping =
            topology.exchanges.compactMap(\.queue)
            + topology.workers.filter { !$0.keepsDeadLetters }.map { "\($0.name).dead" }
            + topology.integrations.map(\.queue)
        let names = topology.workers.map(\.name)
        let delays = topology.defaults.retry.map(\.name)
        policies = [
            Policy(
                name: "\(Self.policyPrefix)work", pattern: NamePattern.anyOf(names), appliesTo: "queues", priority: 10,
                definition: ["max-length-bytes": .int(topology.defaults.workBytes)]),
            Policy(
                name: "\(Self.policyPrefix)retry",
                pattern: NamePattern.anyOf(names, suffix: #"\.retry\."# + NamePattern.group(delays)),
                appliesTo: "queues", priority: 10,
                definition: ["max-length-bytes": .int(topology.defaults.retryBytes)]),
            Policy(
                name: "\(Self.policyPrefix)keep", pattern: NamePattern.anyOf(keeping), appliesTo: "queues",
                priority: 10,
                definition: ["delivery-limit": .int(Self.countlessReturns)]),
        ]
    }

    /// What the names of the topology's policies begin with.
    static let policyPrefix = "muster-"

    private mutating func addUsers(_ topology: Topology) {
        let names = topology.workers.map(\.name)
        let mortal = topology.workers.filter { !$0.keepsDeadLetters }.map(\.name)
        for worker in topology.workers {
            users.append(User(name: worker.name, tags: []))
            let own = NamePattern.group([worker.name])
            permissions.append(
                worker.keepsDeadLetters
                    ? Permission(
                        user: worker.name, configure: NamePattern.nothing,
                        write: NamePattern.anyOf(worker.publishes + names),
                        read: "^(\(own)|\(NamePattern.group(mortal))\\.dead)$")
                    : Permission(
                        user: worker.name, configure: NamePattern.nothing,
                        write: NamePattern.anyOf(worker.publishes + [worker.name]),
                        read: NamePattern.anyOf([worker.name])))
        }
        let person = topology.operator
        users.append(User(name: person.name, tags: person.tags))
        permissions.append(
            Permission(user: person.name, configure: person.configure, write: person.write, read: person.read))
    }
}
