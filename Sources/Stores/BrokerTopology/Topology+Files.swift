public import Contracts
import FoundationEssentials
import JSON

extension Topology {
    /// Reads and checks `Topology/`.
    ///
    /// - Parameters:
    ///   - directory: the folder with `exchanges.yaml`, `defaults.yaml`, `users.yaml`, `queues/`, and `integrations/` where there are
    ///     such.
    ///   - facts: the facts that workers may consume.
    /// - Throws: ``TopologyError`` that names file and line.
    public init(
        directory: String, facts: [any Fact.Type] = MessageCatalogue.facts
    ) throws(TopologyError) {
        let keys = facts.map { $0.routingKey }.sorted()
        let exchanges = try Self.exchanges(TopologyFile(path: "\(directory)/exchanges.yaml", named: "exchanges.yaml"))
        let names = Self.files(in: "\(directory)/queues")
        guard !names.isEmpty else {
            throw TopologyError(.invalidTopology, "\(directory)/queues has no .yaml file: is this the right folder?")
        }
        var workers: [Worker] = []
        for name in names {
            let file = try TopologyFile(path: "\(directory)/queues/\(name).yaml", named: "queues/\(name).yaml")
            workers.append(try Self.worker(file, named: name, exchanges, keys))
        }
        var integrations: [Integration] = []
        for name in Self.files(in: "\(directory)/integrations") {
            let file = try TopologyFile(
                path: "\(directory)/integrations/\(name).yaml", named: "integrations/\(name).yaml")
            integrations.append(try Self.integration(file, named: name, exchanges))
        }
        let users = try TopologyFile(path: "\(directory)/users.yaml", named: "users.yaml")
        self.exchanges = exchanges
        self.workers = workers
        self.integrations = integrations
        defaults = try Self.defaults(TopologyFile(path: "\(directory)/defaults.yaml", named: "defaults.yaml"))
        `operator` = try users.decode(Self.operator)
        detectors = try Self.detectors(users, exchanges)
        self.facts = keys
        guard workers.filter(\.keepsDeadLetters).count <= 1 else {
            throw TopologyError(.invalidTopology, "queues: only one worker can keep dead letters.")
        }
    }

    private static func files(in directory: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    private static func exchanges(_ file: TopologyFile) throws(TopologyError) -> [Exchange] {
        let exchanges = try file.decode { reader in
            let reader = try reader.object(allowing: "exchanges").member("exchanges")
            return try reader.members().keys.map { try exchange($0, reader.member($0)) }
        }
        let internals = Set(exchanges.filter(\.isInternal).map(\.name))
        for exchange in exchanges {
            let pointer = JSONPointer(tokens: ["exchanges", exchange.name])
            for (member, target) in [("alternate", exchange.alternate), ("unheard", exchange.unheard)] {
                guard let target, !internals.contains(target) else { continue }
                throw file.error(
                    at: pointer.appending(member), "\(target) is no internal exchange of this file")
            }
        }
        return exchanges
    }

    private static func exchange(_ name: String, _ reader: JSONReader) throws -> Exchange {
        try reader.object(allowing: "type", "internal", "alternate", "queue", "unheard")
        guard isName(name) else { throw reader.error(expected: nameRule, found: name) }
        let type = try reader.member("type")
        guard ["topic", "direct", "fanout"].contains(try type.string(length: 1...10)) else {
            throw type.error(expected: "topic, direct or fanout")
        }
        return Exchange(
            name: name, type: try reader.string("type", length: 1...10),
            isInternal: try reader.optionalBool("internal") ?? false,
            alternate: try reader.optionalString("alternate", length: 1...60),
            queue: try reader.optionalString("queue", length: 1...60),
            unheard: try reader.optionalString("unheard", length: 1...60))
    }

    private static func worker(
        _ file: TopologyFile, named name: String, _ exchanges: [Exchange], _ facts: [String]
    ) throws(TopologyError) -> Worker {
        try file.decode { reader in
            try reader.object(allowing: "worker", "consumes", "publishes", "keeps_dead_letters")
            let field = try reader.member("worker")
            guard try field.string(length: 1...60) == name, isName(name) else {
                throw field.error(expected: "the name of the file, \(name)", found: "another one")
            }
            guard !exchanges.contains(where: { $0.name == name }) else {
                throw field.error(expected: "a name that no exchange has", found: name)
            }
            return Worker(
                name: name, consumes: try consumptions(reader, exchanges, facts),
                publishes: try publishes(reader, exchanges),
                keepsDeadLetters: try reader.optionalBool("keeps_dead_letters") ?? false)
        }
    }

    private static func integration(
        _ file: TopologyFile, named name: String, _ exchanges: [Exchange]
    ) throws(TopologyError) -> Integration {
        try file.decode { reader in
            try reader.object(allowing: "integration")
            let field = try reader.member("integration")
            guard try field.string(length: 1...60) == name, isName(name.replacing("_", with: "-")) else {
                throw field.error(
                    expected: "the name of the file, \(name), of a-z, 0-9, - and _, beginning with a letter",
                    found: "another one")
            }
            guard exchanges.contains(where: { $0.name == Self.playbooks && $0.type == "topic" }) else {
                throw field.error(expected: "a topic exchange \(Self.playbooks) in exchanges.yaml", found: "none")
            }
            return Integration(name: name)
        }
    }

    /// The exchange of steps and their results.
    static let playbooks = "playbooks"

    private static func consumptions(
        _ reader: JSONReader, _ exchanges: [Exchange], _ facts: [String]
    ) throws -> [Consumption] {
        guard let consumes = try reader.optional("consumes") else { return [] }
        return try consumes.members().keys.map { name in
            let member = try consumes.member(name)
            guard let exchange = exchanges.first(where: { $0.name == name }), exchange.type == "topic" else {
                throw member.error(expected: "a topic exchange of exchanges.yaml", found: name)
            }
            let keys = try member.elements(max: 200).map { element in
                let key = try element.string(length: 1...255)
                // Only the exchange that has a place for unheard facts carries facts.
                guard exchange.unheard == nil || facts.contains(key) else {
                    throw element.error(expected: "the routing key of a fact in Contracts", found: key)
                }
                return key
            }
            guard Set(keys).count == keys.count else {
                throw member.error(expected: "each key once", found: "one twice")
            }
            return Consumption(exchange: name, keys: keys)
        }
    }

    private static func publishes(_ reader: JSONReader, _ exchanges: [Exchange]) throws -> [String] {
        guard let publishes = try reader.optional("publishes") else { return [] }
        return try publishes.elements(max: 20).map { element in
            let name = try element.string(length: 1...60)
            guard exchanges.contains(where: { $0.name == name && !$0.isInternal }) else {
                throw element.error(expected: "an exchange of exchanges.yaml that is not internal", found: name)
            }
            return name
        }
    }

    private static func defaults(_ file: TopologyFile) throws(TopologyError) -> Defaults {
        try file.decode { reader in
            try reader.object(allowing: "retry", "delivery_limit", "policies")
            let retry = try reader.member("retry")
            let names = try retry.elements(max: 10).map { try $0.string(length: 1...10) }
            // A rung that no worker sends to would be idle, and one without its queue would lose messages to `unroutable`.
            let ladder = RetryDelay.allCases.map(\.name)
            guard names == ladder else {
                throw retry.error(
                    expected: "[\(ladder.joined(separator: ", "))], which the processes of this release retry after",
                    found: "[\(names.joined(separator: ", "))]")
            }
            let policies = try reader.object("policies", allowing: ["work", "retry"])
            let bytes = 1_048_576...Int.max
            return Defaults(
                retry: RetryDelay.allCases, deliveryLimit: try reader.int("delivery_limit", in: 1...1000),
                workBytes: try policies.object("work", allowing: ["max_length_bytes"]).int(
                    "max_length_bytes", in: bytes),
                retryBytes: try policies.object("retry", allowing: ["max_length_bytes"]).int(
                    "max_length_bytes", in: bytes))
        }
    }

    private static func `operator`(_ reader: JSONReader) throws -> Operator {
        try reader.object(allowing: "operator", "detectors")
        let reader = try reader.object("operator", allowing: ["name", "tags", "configure", "write", "read"])
        return Operator(
            name: try reader.string("name", length: 1...60),
            tags: try reader.strings("tags", max: 5, length: 1...40),
            configure: try reader.string("configure", length: 1...1000),
            write: try reader.string("write", length: 1...1000),
            read: try reader.string("read", length: 1...1000))
    }

    private static func detectors(
        _ file: TopologyFile, _ exchanges: [Exchange]
    ) throws(TopologyError) -> Detectors {
        try file.decode { reader in
            let reader = try reader.object("detectors", allowing: ["prefix", "exchange"])
            let field = try reader.member("exchange")
            let name = try field.string(length: 1...60)
            guard exchanges.contains(where: { $0.name == name && $0.type == "topic" }) else {
                throw field.error(expected: "a topic exchange of exchanges.yaml", found: name)
            }
            return Detectors(prefix: try reader.string("prefix", length: 1...40), exchange: name)
        }
    }

    private static let nameRule = "a name of a-z, 0-9 and -, beginning with a letter"

    static func isName(_ text: String) -> Bool {
        text.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
            && text.utf8.count <= 60
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
