public import JSON
import Postgres

/// Whether a process can work, as `/readyz` answers it.
public struct HealthState: Sendable {
    /// The words of the answer.
    public enum Status: String, Sendable {
        case ready, degraded
        case notReady = "not_ready"
    }

    let name: String
    let version: String
    let instance: String
    let database: PostgresClient
    let publications: any Publications
    /// `nil` for a process without a queue.
    let deliveries: (any Deliveries)?
    let organisation: OrganisationSource
    /// Whether the process does its main job without the broker, as intake does.
    let worksWithoutBroker: Bool

    /// The status now.
    public var status: Status {
        guard database.isReady else { return .notReady }
        let broker = publications.isReady && (deliveries?.isReady ?? true)
        if broker {
            let holdsUp = publications.isBlocked || publications.isSilent
            return holdsUp || organisation.isBehind ? .degraded : .ready
        }
        return worksWithoutBroker ? .degraded : .notReady
    }

    private var brokerWord: String {
        if publications.isBlocked { return "blocked" }
        if !publications.isReady { return "down" }
        return publications.isSilent ? "silent" : "ready"
    }

    /// The answer's body.
    public var json: JSON {
        [
            "status": .string(status.rawValue), "process": .string(name), "instance": .string(instance),
            "version": .string(version),
            "checks": [
                "database": .string(database.isReady ? "ready" : "down"),
                "broker": .string(brokerWord),
                "configuration": .string(organisation.isBehind ? "behind" : "ready"),
                "consumer": .string(deliveries.map { $0.isReady ? "ready" : "down" } ?? "none"),
            ],
        ]
    }
}
