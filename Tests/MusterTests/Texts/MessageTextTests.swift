import Encodings
import FoundationEssentials
import JSON
import Testing

@testable import BrokerTopology
@testable import Muster
@testable import Operations

@Suite struct MessageTextTests {
    private let start = Date(timeIntervalSince1970: 1_790_000_000)

    @Test func whatHappenedIsToldInOrderOfTimeAndWhatIsToComeLast() throws {
        let announced = MessageTrace.Outbox(
            worker: "intake", exchange: "incidents", routingKey: "incident.opened.v1",
            type: "muster.incident.opened.v1", createdAt: start, publishedAt: start.addingTimeInterval(0.01),
            attempts: 1)
        let claimed = MessageTrace.Inbox(
            worker: "notifier", claimedAt: start.addingTimeInterval(1), leaseUntil: start.addingTimeInterval(2),
            token: 170_586_516, doneAt: nil)
        let done = MessageTrace.Inbox(
            worker: "resource-creator", claimedAt: start.addingTimeInterval(0.5), leaseUntil: nil, token: 3,
            doneAt: start.addingTimeInterval(0.7))
        var trace = MessageTrace(id: UUID.v7(), outbox: [announced], inbox: [claimed, done], letters: [])
        trace.waits = [
            RetryWait(
                worker: "notifier", queue: "notifier.retry.1m", tries: 1, until: start.addingTimeInterval(60),
                error: "timeout: no answer")
        ]
        let lines = MessageText.text(trace).split(separator: "\n").map(String.init)
        #expect(
            lines.dropFirst().map { $0.dropFirst(26).split(separator: " ").first.map(String.init) } == [
                "intake", "intake", "resource-creator", "notifier", "notifier",
            ])
        #expect(
            lines.last?.contains("waits in notifier.retry.1m until 2026-09-21T14:14:20.000Z after try 1: timeout")
                == true)
        #expect(!lines.contains { $0.contains("170586516") })
    }
}
