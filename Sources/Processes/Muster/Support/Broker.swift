import ArgumentParser
import BrokerTopology

/// The topology and the broker's management API as the environment names them.
enum Broker {
    static func topology(_ settings: Settings = .process) throws -> Topology {
        try TopologyFolder.parse([]).read(settings)
    }

    static func management(_ settings: Settings = .process) throws -> ManagementClient {
        try TopologyBroker.parse([]).client(settings)
    }
}
