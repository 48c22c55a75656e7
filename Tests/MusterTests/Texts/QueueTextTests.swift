import FoundationEssentials
import JSON
import Testing

@testable import BrokerTopology
@testable import Muster
@testable import Operations

@Suite struct QueueTextTests {
    private func queue(
        _ name: String, _ kind: QueueStatus.Kind, ready: Int?, unacknowledged: Int? = 0, messages: Int? = nil,
        consumers: Int? = 1
    ) -> QueueStatus {
        QueueStatus(
            name: name, worker: "notifier", kind: kind, type: "quorum", ready: ready, unacknowledged: unacknowledged,
            messages: messages ?? ready, consumers: consumers, acknowledged: nil, oldest: nil)
    }

    private let pause = PausedQueues.Pause(
        reason: "mail server is down", by: "ada", at: Date(timeIntervalSince1970: 1_790_000_000))

    @Test func everyQueueSaysHowItIs() {
        let queues = [
            queue("notifier", .work, ready: 3), queue("intake", .work, ready: 2, consumers: 0),
            queue("notifier.dead", .dead, ready: 0, unacknowledged: 1, messages: 7),
            queue("new", .work, ready: nil, unacknowledged: nil, consumers: nil),
        ]
        let lines = QueuesListCommand.text(queues, paused: [:]).split(separator: "\n").map {
            $0.split(separator: "  ").map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init)
        }
        #expect(lines[1] == ["notifier", "work", "3", "0", "0", "3", "1", "running"])
        #expect(lines[2].last == "nobody takes from it")
        #expect(lines[3].dropFirst(2) == ["0", "1", "6", "7", "1", "6 stuck: the target queue does not take them"])
        #expect(lines[4] == ["new", "work", "–", "–", "–", "–", "–", "–"])
    }

    @Test func aPausedQueueSaysWhySinceWhenAndByWhom() {
        let text = QueuesListCommand.text([queue("notifier", .work, ready: 3)], paused: ["notifier": pause])
        #expect(text.hasSuffix("paused: mail server is down (by ada, 2026-09-21T14:13:20.000Z)"))
        let json = QueuesListCommand.json(queue("notifier", .work, ready: 3), pause, now: Date())
        #expect(json["paused"] == true)
        #expect(json["pause_reason"] == "mail server is down")
    }

    @Test func whatIsNotCountedIsNull() {
        let json = QueuesListCommand.json(
            queue("new", .work, ready: nil, unacknowledged: nil, consumers: nil), nil, now: Date())
        for key in ["ready", "unacknowledged", "stuck", "messages", "consumers", "pause_reason"] {
            #expect(json[key] == .null, "\(key)")
        }
    }
}
