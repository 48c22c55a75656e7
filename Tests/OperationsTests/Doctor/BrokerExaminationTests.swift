import Testing

@testable import BrokerTopology
@testable import Operations

/// What the doctor makes of what the broker counts.
@Suite struct BrokerExaminationTests {
    private func queue(
        _ name: String, _ kind: QueueStatus.Kind, type: String = "quorum", ready: Int? = 0, unacknowledged: Int? = 0,
        stuck: Int = 0, consumers: Int? = 1, acknowledged: Int? = nil
    ) -> QueueStatus {
        QueueStatus(
            name: name, worker: nil, kind: kind, type: type, ready: ready, unacknowledged: unacknowledged,
            messages: ready.flatMap { ready in unacknowledged.map { ready + $0 + stuck } }, consumers: consumers,
            acknowledged: acknowledged, oldest: nil)
    }

    /// A shovel to a queue that is not there makes a classic one and fills it, and reports success.
    @Test func queuesAndShovelsOfOthersAreNamedClassicOnesFirst() {
        let queues = [
            queue("archive", .foreign, ready: 2, consumers: 0), queue("paging", .work),
            queue("replayed", .foreign, type: "classic", ready: 5, consumers: 0),
        ]
        let check = BrokerExamination.strangers(queues, shovels: ["back"])
        #expect(!check.isWell)
        #expect(
            check.detail == "classic queue replayed, 5 messages, nobody takes them; "
                + "quorum queue archive, 2 messages, nobody takes them; shovel back")
        #expect(check.fix?.contains("Delete shovels: they lose what no binding takes.") == true)
        #expect(!BrokerExamination.strangers([], shovels: ["back"]).isWell)
    }

    @Test func anAlarmIsNamedWithItsNode() {
        let check = BrokerExamination.alarms(["memory on rabbit@db-1", "disk on rabbit@db-2"])
        #expect(!check.isWell)
        #expect(check.detail == "memory on rabbit@db-1, disk on rabbit@db-2: RabbitMQ takes no messages")
        #expect(BrokerExamination.alarms([]).isWell)
    }

    @Test func whoOnlyListensIsNoFault() {
        let check = BrokerExamination.strangers([queue("audit", .foreign, ready: 3, consumers: 1)], shovels: [])
        #expect(check.isWell)
        #expect(check.detail == "quorum queue audit, 3 messages")
    }

    /// What is neither ready nor unacknowledged waits to be a dead letter: a purge leaves it.
    @Test func deadLettersThatTheirQueueDoesNotTakeAreCounted() {
        let check = BrokerExamination.stuck([queue("paging", .work, stuck: 6), queue("notifier", .work)])
        #expect(check.detail == "paging has 6")
        // A queue that was declared a moment ago has no figures: nothing is concluded from that.
        #expect(BrokerExamination.stuck([queue("paging", .work, ready: nil)]).isWell)
        #expect(BrokerExamination.consumers([queue("paging", .work, consumers: nil)], paused: []).isWell)
        #expect(!BrokerExamination.consumers([queue("paging", .work, consumers: 0)], paused: []).isWell)
    }

    @Test func whoHasMessagesAndSettlesNoneIsSilent() {
        let before = [
            queue("paging", .work, unacknowledged: 3, acknowledged: 7), queue("notifier", .work, unacknowledged: 3),
            queue("intake", .work, unacknowledged: 1), queue("paused", .work, unacknowledged: 1),
            queue("gone", .work, unacknowledged: 1, consumers: 0), queue("dead", .dead, unacknowledged: 1),
        ]
        let suspects = SilentConsumers.suspects(before, paused: ["paused"])
        #expect(suspects.map(\.name) == ["paging", "notifier", "intake"])
        let after = [
            queue("paging", .work, unacknowledged: 3, acknowledged: 8), queue("notifier", .work, unacknowledged: 3),
            queue("intake", .work),
        ]
        #expect(SilentConsumers.unmoved(suspects, in: after) == ["notifier"])
    }
}
