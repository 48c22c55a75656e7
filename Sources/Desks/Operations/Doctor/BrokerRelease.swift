import AMQP
import Encodings

/// What is known against single releases of RabbitMQ.
enum BrokerRelease {
    /// What releases of the 4.3 line before 4.3.5 still have.
    static let mended = """
        before 4.3.3 dead-lettering at least once could stop for good and Raft leaders could confirm too early, before 4.3.4 \
        upgraded quorum queues could stop taking snapshots, and 4.3.5 brings a newer Raft (release notes of 4.3.3 to 4.3.5)
        """

    /// What the doctor says of the broker's release.
    static func check(_ version: BrokerVersion?) -> Check {
        guard let version else { return .well("broker release", "the broker does not say that it is RabbitMQ") }
        if version.hidesQueues {
            return .wrong(
                "broker release",
                "RabbitMQ \(version) refuses to tell Muster's processes that their queues exist, so that none starts",
                fix: "Upgrade to 4.3.5 or newer, or to 4.2.7 or newer of the 4.2 line.")
        }
        let line = BrokerVersion(major: 4, minor: 3, patch: 0)
        if version >= line, version < BrokerVersion(major: 4, minor: 3, patch: 5) {
            return .warning("broker release", "RabbitMQ \(version): \(mended)", fix: "Upgrade to 4.3.5 or newer.")
        }
        return .well("broker release", "RabbitMQ \(version)")
    }
}
