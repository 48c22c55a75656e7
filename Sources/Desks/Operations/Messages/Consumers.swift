public import BrokerTopology

/// Who gets a message that is published under a key: the topology's bindings as a table.
public struct Consumers: Sendable, Equatable {
    var exchanges: [String] = []
    var keys: [String] = []
    var workers: [String] = []

    /// Facts go to those who consume them; what is published to a worker's own exchange under `work` goes to it.
    public init(_ topology: Topology) {
        self.init(facts: topology)
        for worker in topology.workers { add(worker.name, "work", worker.name) }
    }

    /// The facts alone.
    init(facts topology: Topology) {
        for worker in topology.workers {
            for consumption in worker.consumes {
                for key in consumption.keys { add(consumption.exchange, key, worker.name) }
            }
        }
    }

    private mutating func add(_ exchange: String, _ key: String, _ worker: String) {
        exchanges.append(exchange)
        keys.append(key)
        workers.append(worker)
    }
}
