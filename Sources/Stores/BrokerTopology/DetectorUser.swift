/// The broker user of a detector: may publish alerts of one source, and nothing else.
public struct DetectorUser: Sendable, Hashable {
    /// The source that its alerts are of.
    public let source: String
    /// The user's name: `detector-<source>`.
    public let name: String
    /// What it may do to exchanges and queues.
    public let permission: BrokerDefinitions.Permission
    /// What it may do with routing keys.
    public let topicPermission: BrokerDefinitions.TopicPermission

    /// - Parameter source: 1 to 60 of a-z, 0-9 and -, beginning with a letter.
    public init(source: String, _ topology: Topology) throws(TopologyError) {
        guard Topology.isName(source) else {
            throw TopologyError(
                .invalidTopology, "A detector's source is made of a-z, 0-9 and -, and begins with a letter: \(source).")
        }
        self.source = source
        let exchange = topology.detectors.exchange
        name = topology.detectors.prefix + source
        permission = BrokerDefinitions.Permission(
            user: name, configure: NamePattern.nothing, write: NamePattern.anyOf([exchange]),
            read: NamePattern.nothing)
        topicPermission = BrokerDefinitions.TopicPermission(
            user: name, exchange: exchange, write: #"^[a-z0-9-]+\."# + NamePattern.escape(source) + "$",
            read: NamePattern.nothing)
    }

    /// The detector whose user has this name, if it is a detector's.
    init?(named name: String, _ topology: Topology) {
        guard name.hasPrefix(topology.detectors.prefix) else { return nil }
        try? self.init(source: String(name.dropFirst(topology.detectors.prefix.count)), topology)
    }
}
