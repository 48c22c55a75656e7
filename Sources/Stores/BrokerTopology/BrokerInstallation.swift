import JSON

/// What a broker is and what its virtual host holds, as far as another release would treat it differently.
public struct BrokerInstallation: Sendable, Hashable {
    /// A queue, whoever declared it.
    public struct Queue: Sendable, Hashable {
        /// Unique in the virtual host.
        public var name: String
        /// `quorum`, `classic` or `stream`.
        public var type: String
        /// Whether it outlives a restart.
        public var isDurable: Bool
        /// Whether it belongs to one connection.
        public var isExclusive: Bool
        /// The names of its arguments.
        public var arguments: Set<String>

        /// A queue by its parts.
        public init(
            name: String, type: String, isDurable: Bool = true, isExclusive: Bool = false, arguments: Set<String> = []
        ) {
            self.name = name
            self.type = type
            self.isDurable = isDurable
            self.isExclusive = isExclusive
            self.arguments = arguments
        }
    }

    /// RabbitMQ's version: `3.10.8`.
    public var version: String
    /// That of the Erlang/OTP it runs on: `25.2.3`.
    public var erlang: String
    /// Nodes of the cluster.
    public var nodes: Int
    /// Those of the virtual host.
    public var queues: [Queue]
    /// The keys that each policy of the virtual host sets, by its name.
    public var policies: [String: Set<String>]
    /// Feature flags that are stable and not enabled.
    public var disabledFlags: [String]

    /// An installation by its parts.
    public init(
        version: String, erlang: String, nodes: Int = 1, queues: [Queue] = [], policies: [String: Set<String>] = [:],
        disabledFlags: [String] = []
    ) {
        self.version = version
        self.erlang = erlang
        self.nodes = nodes
        self.queues = queues
        self.policies = policies
        self.disabledFlags = disabledFlags
    }
}

extension ManagementClient {
    /// Looks at the broker as it is.
    public func installation() async throws(TopologyError) -> BrokerInstallation {
        let overview = try await read(["overview"])
        let nodes = try await read(["nodes"], query: "?columns=name")
        let queues = try await read(
            ["queues", virtualHost], query: "?columns=name,type,durable,exclusive,arguments")
        let policies = try await read(["policies", virtualHost])
        let flags = try await read(["feature-flags"])
        do {
            return BrokerInstallation(
                version: try JSONReader(overview).string("rabbitmq_version", length: 1...100),
                erlang: try JSONReader(overview).string("erlang_version", length: 1...100),
                nodes: nodes.arrayValue?.count ?? 1,
                queues: try JSONReader(queues).elements(max: 100_000).map { try BrokerInstallation.Queue($0) },
                policies: Dictionary(
                    try JSONReader(policies).elements(max: 100_000).map { try Self.keys(ofPolicy: $0) }
                ) { $1 },
                disabledFlags: (flags.arrayValue ?? []).filter {
                    $0["state"]?.stringValue == "disabled" && $0["stability"]?.stringValue == "stable"
                }.compactMap { $0["name"]?.stringValue })
        } catch {
            throw TopologyError(.refused, "The management API answers with something unexpected: \(error).")
        }
    }

    private static func keys(ofPolicy reader: JSONReader) throws -> (String, Set<String>) {
        let keys = reader.value["definition"]?.objectValue?.map(\.key) ?? []
        return (try reader.string("name", length: 1...255), Set(keys))
    }
}

extension BrokerInstallation.Queue {
    fileprivate init(_ reader: JSONReader) throws {
        self.init(
            name: try reader.string("name", length: 0...255), type: reader.value["type"]?.stringValue ?? "classic",
            isDurable: try reader.bool("durable"), isExclusive: try reader.optionalBool("exclusive") ?? false,
            arguments: Set(reader.value["arguments"]?.objectValue?.map(\.key) ?? []))
    }
}
