import AMQP
import BrokerTopology
import Encodings

extension BrokerUpgrade {
    /// From the release notes of 4.0.1, 4.1.0, 4.2.0 and 4.3.0 to 4.3.7, and the pages that they point to.
    static let rules: [Rule] = messages + storage + protocols

    /// What becomes of messages.
    private static let messages: [Rule] = [
        Rule(4, 0) { upgrade in
            let unlimited = upgrade.queuesWithoutLimit
            return upgrade.concerning(
                "delivery limit", unlimited.map { "\($0) would drop what comes back 20 times" },
                none: "20 for queues that say nothing; work queues say theirs, the policy muster-keep the others'",
                fix: "`muster topology apply` makes the policy muster-keep. Give other queues a delivery-limit.",
                source: "4.0.1 notes")
        },
        Rule(4, 0) { _ in
            .well("x-death", "no longer read from who publishes; Muster never publishes it (4.0.1 notes)")
        },
        Rule(4, 0) { _ in
            .well(
                "priorities",
                "quorum queues have two: a detector that sends some alerts with a priority over 4 lets them overtake "
                    + "others; Muster sends none (4.0.1 notes)")
        },
        Rule(4, 0) { _ in
            .well("message size", "16 MiB at most instead of 128; Muster's largest is an alert of 4 MiB (4.0.1 notes)")
        },
        Rule(4, 3) { _ in
            .well(
                "attempts",
                "basic.nack costs none, basic.reject and a lost channel do; Muster gives back with nack and counts itself "
                    + "by x-acquired-count (4.3 nack page, discussion 18226; ops/docs/give-back-with-nack.md)")
        },
        Rule(4, 3) { _ in
            .well(
                "consumer timeout",
                "ends the consumer instead of its channel, on quorum queues alone; Muster answers with a cancel and a new "
                    + "channel (4.3.0, 4.3.7 notes)")
        },
    ]

    /// What the broker keeps and where.
    private static let storage: [Rule] = [
        Rule(4, 0) { upgrade in
            upgrade.concerning(
                "mirrored queues", upgrade.policies(with: "ha-").map { "policy \($0) no longer replicates" },
                none: "gone; none here, Muster's queues are quorum queues",
                fix: "Make these queues quorum queues before.", source: "4.0.1 notes")
        },
        Rule(4, 3) { upgrade in
            upgrade.concerning(
                "transient queues",
                upgrade.installation.queues.filter { !$0.isDurable && !$0.isExclusive }.map {
                    "\($0.name) is neither durable nor exclusive: it cannot be declared any more"
                }, none: "denied when not exclusive; none here, Muster's are durable",
                fix: "Declare them durable or exclusive, or permit transient_nonexcl_queues for now.",
                source: "4.3.0 notes")
        },
        Rule(4, 3) { upgrade in
            upgrade.concerning(
                "queue arguments",
                upgrade.queues(with: ["x-queue-mode", "x-queue-version", "x-queue-master-locator"]).map {
                    "\($0) has one that is refused"
                }, none: "x-queue-mode, x-queue-version 1 and x-queue-master-locator are refused; Muster has none",
                fix: "Leave these arguments out where the queues are declared.", source: "4.3.0 notes")
        },
        Rule(4, 3) { upgrade in
            upgrade.installation.nodes == 2
                ? .wrong(
                    "Khepri", "users, queues and bindings need a majority: of two nodes both (4.3.0 notes)",
                    fix: "Run one node or three.")
                : .well(
                    "Khepri",
                    "is the only store: users, queues and bindings need a majority of the nodes; settings of partition "
                        + "handling have no effect (4.3.0 notes)")
        },
        Rule(4, 3) { _ in
            .well(
                "management counts",
                "management_metrics_collection is deprecated and still permitted: leave it so, `muster queues` and the ledger "
                    + "read it (deprecated features list, 4.3.0 notes)")
        },
    ]

    /// What clients may do.
    private static let protocols: [Rule] = [
        Rule(4, 0) { _ in
            .well(
                "AMQP 1.0",
                "is spoken on the same port by everybody who may log in, under the same rights (4.0.1 notes)")
        },
        Rule(4, 1) { _ in
            .well("frames", "at least 8,192 bytes; Muster asks for 131,072 (4.1.0 notes)")
        },
        Rule(4, 2, 6) { upgrade in
            upgrade.target.hidesQueues && !upgrade.isLine
                ? .wrong(
                    "passive declaration", "\(upgrade.target) refuses it to Muster's processes (pull request 16272)",
                    fix: "Take 4.3.5 or newer, or 4.2.7 or newer of the 4.2 line.")
                : .well(
                    "passive declaration",
                    "refused to Muster's processes by exactly 4.2.6 and 4.3.0 (pull request 16272)")
        },
        Rule(4, 3) { _ in
            .well("global prefetch", "denied; Muster asks for each consumer (4.3.0 notes)")
        },
        Rule(4, 3) { upgrade in
            let best = BrokerVersion(major: 4, minor: 3, patch: 5)
            return upgrade.isLine || upgrade.target >= best
                ? .well("release", "take \(best) or newer of the line: \(BrokerRelease.mended)")
                : .wrong("release", "\(upgrade.target): \(BrokerRelease.mended)", fix: "Take \(best) or newer.")
        },
    ]

    /// Quorum queues that get the limit of 20 without asking, and lose what reaches it. A queue that nobody consumes loses
    /// nothing by it.
    private var queuesWithoutLimit: [String] {
        let isKept = installation.policies["muster-keep"]?.contains("delivery-limit") == true
        return installation.queues.filter { queue in
            let safe: Set<String> = ["x-delivery-limit", "x-dead-letter-exchange"]
            guard queue.type == "quorum", queue.arguments.isDisjoint(with: safe) else { return false }
            let kind = topology.kind(ofQueue: queue.name)
            return kind == .foreign || ((kind == .dead || kind == .unroutable) && !isKept)
        }.map(\.name)
    }

    private func policies(with prefix: String) -> [String] {
        installation.policies.filter { $0.value.contains { $0.hasPrefix(prefix) } }.map(\.key)
    }
}
