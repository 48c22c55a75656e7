import AMQP
import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import Testing

@testable import WorkerKit

/// What a foreign message is deduplicated by.
@Suite struct IncomingTests {
    private func id(
        _ messageID: String?, key: String = "native.edge", timestamp: Int64? = nil
    ) throws -> UUID {
        let delivery = Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: "alerts", routingKey: key,
            properties: AMQPProperties(messageID: messageID, timestamp: timestamp), body: [1])
        return try Incoming(delivery, takesRaw: true).id
    }

    private let recent = Int64(Date().timeIntervalSince1970) - 86400

    @Test func aSendersOwnIdIsKept() throws {
        let own = UUID.v7()
        #expect(try id(UUIDText.string(from: own)) == own)
    }

    @Test func anotherIdIsTheSameForTheSameMessage() throws {
        #expect(try id("abc", timestamp: recent) == id("abc", timestamp: recent))
        #expect(try id("abc", timestamp: recent).timeOfV7.map { Int64($0.timeIntervalSince1970) } == recent)
    }

    @Test func whatTheSenderTellsApartIsToldApart() throws {
        let one = try id("abc", timestamp: recent)
        #expect(try one != id("abd", timestamp: recent))
        #expect(try one != id("abc", key: "native.other", timestamp: recent))
        #expect(try one != id("abc", timestamp: recent + 1))
    }

    /// A UUID without a time cannot be kept in partitions by time.
    @Test func anIdWithoutATimeIsReplaced() throws {
        let random = UUID()
        let made = try id(UUIDText.string(from: random), timestamp: recent)
        #expect(made != random && made.timeOfV7 != nil)
    }

    /// The inbox has no partition for it.
    @Test func aTimeThatIsTooOldIsReplaced() throws {
        let made = try id("abc", timestamp: 1_000_000)
        let age = try #require(made.timeOfV7).timeIntervalSinceNow
        #expect(abs(age) < 2 * 86400)
    }

    @Test func withoutAnIdEveryMessageIsItsOwn() throws {
        #expect(try id(nil, timestamp: recent) != id(nil, timestamp: recent))
    }

    private func headers(_ values: [String: AMQPFieldValue]) -> MessageHeaders { MessageHeaders(values) }

    @Test func attemptsAreWithinReason() {
        #expect(headers([:]).attempt == 1)
        #expect(headers(["muster-attempt": -5]).attempt == 1)
        #expect(headers(["muster-attempt": 7]).attempt == 7)
        #expect(headers(["muster-attempt": .int(.max)]).attempt == 1_000_000)
        #expect(headers(["muster-attempt": "7"]).attempt == 1)
    }

    @Test func aTraceOfAnotherLengthIsNone() {
        #expect(headers(["traceparent": "00-1-2-01"]).traceparent == nil)
        let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        #expect(headers(["traceparent": .string(trace)]).traceparent == trace)
    }

    /// Whoever may publish alerts gives no commands by calling them so, and keeps the key that they came under.
    @Test func whatStrangersPublishIsNoMessageOfOurs() throws {
        let delivery = Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: "alerts", routingKey: "native.edge",
            properties: AMQPProperties(type: "muster.heartbeat.miss.v1"), body: [1])
        let incoming = try Incoming(delivery, takesRaw: true)
        #expect(incoming.event == nil && incoming.raw.routingKey == "native.edge")
        let again = Republication.retry(
            delivery, worker: "intake", delay: .tenSeconds, attempt: 2,
            because: Failure(.retry, code: "c", detail: "d", place: "p"), firstFailedAt: Date())
        #expect(again.properties.type == "native.edge")
    }

    private func drill(_ value: AMQPFieldValue?, exchange: String = "alerts") -> Delivery {
        Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: exchange, routingKey: "native.edge",
            properties: AMQPProperties(headers: value.map { ["muster-drill": $0] } ?? [:]), body: [1])
    }

    /// Neither a retry nor a dead letter carries a foreign header: the key is marked, and comes back as it was.
    @Test func anExerciseIsMarkedInItsKey() throws {
        for value: AMQPFieldValue in [true, "true", "TRUE", "1", 1] {
            let delivery = drill(value)
            #expect(try Incoming(delivery, takesRaw: true).raw.routingKey == "native.edge (drill)")
            let again = Republication.retry(
                delivery, worker: "intake", delay: .tenSeconds, attempt: 2,
                because: Failure(.retry, code: "c", detail: "d", place: "p"), firstFailedAt: Date())
            #expect(again.properties.type == "native.edge (drill)" && again.properties.headers["muster-drill"] == nil)
        }
        for value: AMQPFieldValue? in [nil, false, "false", "0", 0, ""] {
            #expect(try Incoming(drill(value), takesRaw: true).raw.routingKey == "native.edge")
        }
        #expect(try Incoming(drill(true, exchange: "intake"), takesRaw: true).raw.routingKey == "native.edge")
        for value: AMQPFieldValue in ["perhaps", 2] {
            #expect(throws: Failure.self) { try Incoming(drill(value), takesRaw: true) }
        }
    }

    /// A retry and a replay come back under `work`, and carry the first key as their type.
    @Test func aForeignMessageKeepsTheKeyThatItCameUnder() throws {
        let first = Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: "alerts", routingKey: "native.edge", body: [1])
        #expect(try Incoming(first, takesRaw: true).raw.routingKey == "native.edge")
        let again = Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: "intake", routingKey: "work",
            properties: AMQPProperties(type: "native.edge"), body: [1])
        #expect(try Incoming(again, takesRaw: true).raw.routingKey == "native.edge")
    }
}
