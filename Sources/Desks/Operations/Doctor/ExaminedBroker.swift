public import AMQP
public import BrokerTopology

/// How the broker is reached, and what it should hold.
public struct ExaminedBroker: Sendable {
    let management: ManagementClient
    let topology: Topology
    let connection: @Sendable () throws -> AMQPConfiguration

    /// - Parameters:
    ///   - management: the management API.
    ///   - topology: what the broker should hold.
    ///   - connection: how to connect; its error is a check's.
    public init(
        management: ManagementClient, topology: Topology,
        connection: @escaping @Sendable () throws -> AMQPConfiguration
    ) {
        self.management = management
        self.topology = topology
        self.connection = connection
    }
}
