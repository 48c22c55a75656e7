import Synchronization
import Testing

@testable import AMQP

@Suite struct PublishQueueTests {
    private let unknown = AMQPError(.connectionClosed, operation: "test", detail: "")
    private let start = ContinuousClock.now

    /// The outcomes of a batch, `nil` until it is finished.
    private final class Result {
        var outcomes: [PublishOutcome]?
    }

    private func publication(_ key: String, id: String? = nil, isMandatory: Bool = true) -> Publication {
        Publication(
            exchange: "e", routingKey: key, isMandatory: isMandatory, properties: AMQPProperties(messageID: id),
            body: [])
    }

    private func message(_ key: String, id: String? = nil) -> ReceivedMessage {
        ReceivedMessage(
            exchange: "e", routingKey: key, properties: AMQPProperties(messageID: id), body: [])
    }

    private func add(
        _ publications: [Publication], to queue: inout PublishQueue, timeout: Duration = .seconds(30)
    ) -> Result {
        let result = Result()
        queue.add(PublishBatch(publications, deadline: start + timeout) { result.outcomes = $0 })
        return result
    }

    private func sendAll(_ queue: inout PublishQueue) -> [String] {
        var keys: [String] = []
        while let publication = queue.next() { keys.append(publication.routingKey) }
        return keys
    }

    @Test func hasSomethingToSendWhileSomethingWaitsAndTheWindowHasRoom() {
        var queue = PublishQueue(window: 2)
        #expect(!queue.hasNext)
        let result = add([publication("a"), publication("b"), publication("c")], to: &queue)
        #expect(queue.hasNext)
        #expect(sendAll(&queue) == ["a", "b"])
        #expect(!queue.hasNext, "the window is full")
        queue.settle(1, multiple: false, .confirmed)
        #expect(queue.hasNext)
        #expect(sendAll(&queue) == ["c"])
        #expect(!queue.hasNext)
        queue.settle(3, multiple: true, .confirmed)
        #expect(result.outcomes == [.confirmed, .confirmed, .confirmed])
    }

    @Test func sendsInOrderAndAnswersWhenAllIsKnown() {
        var queue = PublishQueue(window: 10)
        let first = add([publication("a"), publication("b")], to: &queue)
        let second = add([publication("c")], to: &queue)
        #expect(sendAll(&queue) == ["a", "b", "c"])
        queue.settle(3, multiple: false, .nacked)
        #expect(second.outcomes == [.nacked])
        queue.settle(1, multiple: false, .confirmed)
        #expect(first.outcomes == nil)
        queue.settle(2, multiple: false, .confirmed)
        #expect(first.outcomes == [.confirmed, .confirmed])
        #expect(queue.isEmpty)
    }

    @Test func stopsAtTheWindow() {
        var queue = PublishQueue(window: 2)
        let result = add([publication("a"), publication("b"), publication("c")], to: &queue)
        #expect(sendAll(&queue) == ["a", "b"])
        queue.settle(1, multiple: false, .confirmed)
        #expect(sendAll(&queue) == ["c"])
        queue.settle(3, multiple: true, .confirmed)
        #expect(result.outcomes?.count == 3)
    }

    @Test func aReturnBelongsToTheOldestPublicationLikeIt() {
        var queue = PublishQueue(window: 10)
        let batch = [
            publication("a"), publication("x", id: "1"), publication("x", id: "2", isMandatory: false),
            publication("x", id: "2"), publication("x", id: "2"),
        ]
        let result = add(batch, to: &queue)
        _ = sendAll(&queue)
        let returned = PublishOutcome.returned(code: 312, text: "NO_ROUTE")
        queue.noteReturn(message("x", id: "2"), returned)
        queue.noteReturn(message("x", id: "2"), returned)
        queue.noteReturn(message("x", id: "9"), returned)
        queue.settle(5, multiple: true, .confirmed)
        #expect(result.outcomes == [.confirmed, .confirmed, .confirmed, returned, returned])
    }

    @Test func theEndOfTheChannelMakesSentOnesUnknownAndKeepsTheOthers() {
        var queue = PublishQueue(window: 1)
        let result = add([publication("a"), publication("b")], to: &queue)
        _ = sendAll(&queue)
        queue.endChannel(unknown)
        #expect(sendAll(&queue) == ["b"])
        queue.settle(1, multiple: false, .confirmed)
        #expect(result.outcomes == [.unknown(unknown), .confirmed])
    }

    @Test func aReturnedMessageStaysReturnedWithoutItsConfirm() {
        var queue = PublishQueue(window: 10)
        let result = add([publication("a")], to: &queue)
        _ = sendAll(&queue)
        queue.noteReturn(message("a"), .returned(code: 312, text: "NO_ROUTE"))
        queue.endChannel(unknown)
        #expect(result.outcomes == [.returned(code: 312, text: "NO_ROUTE")])
    }

    @Test func eachBatchHasItsOwnTime() {
        var queue = PublishQueue(window: 1)
        let timeout = AMQPError(.timeout, operation: "test", detail: "")
        let waiting = AMQPError(.notReady, operation: "test", detail: "")
        let sent = add([publication("a"), publication("b")], to: &queue, timeout: .seconds(1))
        let later = add([publication("c")], to: &queue, timeout: .seconds(3))
        let unsent = add([publication("d")], to: &queue, timeout: .seconds(2))
        _ = sendAll(&queue)
        #expect(queue.earliestDeadline == start + .seconds(1))
        queue.expire(start + .milliseconds(999), sent: timeout, unsent: waiting)
        #expect(sent.outcomes == nil)
        queue.expire(start + .seconds(1), sent: timeout, unsent: waiting)
        #expect(sent.outcomes == [.unknown(timeout), .unknown(waiting)])
        #expect(queue.earliestDeadline == start + .seconds(2))
        queue.expire(start + .seconds(2), sent: timeout, unsent: waiting)
        #expect(unsent.outcomes == [.unknown(waiting)])
        // The late confirm of what was given up makes room for the next.
        #expect(sendAll(&queue) == [])
        queue.settle(1, multiple: false, .confirmed)
        #expect(sendAll(&queue) == ["c"])
        queue.settle(2, multiple: false, .confirmed)
        #expect(later.outcomes == [.confirmed])
        #expect(queue.isEmpty)
    }

    /// What was given up is told of once more: by its confirm, its return, or the end of the channel.
    @Test func aLateConfirmIsToldWithItsPlace() {
        var queue = PublishQueue(window: 10)
        let told = Told()
        let batch = PublishBatch(
            ["a", "b", "c", "d"].map { publication($0) }, deadline: start, late: { told.late.append(($0, $1)) },
            finish: { _ in })
        queue.add(batch)
        _ = sendAll(&queue)
        queue.settle(1, multiple: false, .confirmed)
        queue.expire(start, sent: unknown, unsent: unknown)
        #expect(told.late.isEmpty)
        queue.settle(3, multiple: false, .nacked)
        queue.noteReturn(message("d"), .returned(code: 312, text: "NO_ROUTE"))
        queue.settle(4, multiple: false, .confirmed)
        queue.endChannel(unknown)
        #expect(told.late.map(\.0) == [2, 3, 1])
        #expect(told.late.map(\.1) == [.nacked, .returned(code: 312, text: "NO_ROUTE"), .unknown(unknown)])
    }

    private final class Told {
        var late: [(Int, PublishOutcome)] = []
    }

    @Test func whatCannotBeSentIsNotSent() {
        var queue = PublishQueue(window: 10)
        let long = String(repeating: "x", count: 256)
        let alone = add([publication(long)], to: &queue)
        #expect(alone.outcomes?.count == 1)
        let result = add([publication(long), publication("a"), publication(long)], to: &queue)
        #expect(sendAll(&queue) == ["a"])
        queue.settle(1, multiple: false, .confirmed)
        #expect(result.outcomes?.count == 3)
        #expect(result.outcomes?[1] == .confirmed)
    }

    @Test func theEndAnswersEverything() {
        var queue = PublishQueue(window: 1)
        let result = add([publication("a"), publication("b")], to: &queue)
        let other = add([publication("c")], to: &queue)
        _ = sendAll(&queue)
        queue.end(unknown)
        #expect(result.outcomes == [.unknown(unknown), .unknown(unknown)])
        #expect(other.outcomes == [.unknown(unknown)])
        #expect(queue.isEmpty)
    }
}
