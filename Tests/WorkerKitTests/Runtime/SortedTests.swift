import AMQP
import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import Testing
import WorkStore

@testable import WorkerKit

/// Every delivery has one place: a handler, or the dead letters.
@Suite struct SortedTests {
    private struct Alerts: RawHandler {
        func handle(_ batch: [RawMessage], in work: UnitOfWork) async throws -> [Outcome] { batch.map { _ in .done } }
    }

    private let pings = WorkerHandler.database(PingHandler { batch, _ in batch.map { _ in .done } })
    private let calls = WorkerHandler.effects(CallHandler { _, _ in { _ in } })

    private func delivery(_ message: some Message, _ number: UInt64, id: UUID = .v7()) -> Delivery {
        let envelope = Envelope(
            message, id: id, source: "/muster/test", subject: "INC-1", time: Date(), traceparent: nil)
        return Delivery(
            tag: DeliveryTag(channel: 1, number: number), exchange: "notifier", routingKey: "work",
            properties: AMQPProperties(messageID: UUIDText.string(from: id), type: envelope.type),
            body: envelope.json.bytes())
    }

    private func foreign(_ number: UInt64, type: String? = nil, from exchange: String = "alerts") -> Delivery {
        Delivery(
            tag: DeliveryTag(channel: 1, number: number), exchange: exchange, routingKey: "native.edge",
            properties: AMQPProperties(type: type), body: [0xFF])
    }

    @Test func rowsAreSortedByHandlerAndKeepTheirOrder() {
        let work = Sorted([delivery(Ping(1), 1), delivery(Call(1), 2), delivery(Ping(2), 3)], [pings, calls])
        #expect(work.forDatabase.map(\.handler.name) == ["PingHandler"])
        #expect(work.forDatabase.first?.messages.map(\.delivery.tag.number) == [1, 3])
        #expect(work.forEffects.map(\.message.delivery.tag.number) == [2])
        #expect(work.unreadable.isEmpty)
    }

    @Test func whatNobodyHandlesIsADeadLetter() {
        let work = Sorted([delivery(Answered(1), 1)], [pings, calls])
        #expect(work.unreadable.map(\.failure.code) == ["unknown-type"])
        #expect(work.unreadable.map(\.failure.remedy) == [.deadLetter])
    }

    @Test func whatIsNoEventIsADeadLetter() {
        let work = Sorted([foreign(1)], [pings, calls])
        #expect(work.unreadable.map(\.failure.code) == ["undecodable"])
        #expect(work.unreadable.map(\.failure.remedy) == [.deadLetter])
    }

    @Test func anIdWithoutATimeIsADeadLetter() {
        let work = Sorted([delivery(Ping(1), 1, id: UUID())], [pings])
        #expect(work.unreadable.map(\.failure.code) == ["undecodable"])
    }

    @Test func whatIsForeignGoesToWhoTakesAnything() {
        let work = Sorted([foreign(1), delivery(Ping(1), 2)], [pings, .raw(Alerts())])
        #expect(work.forDatabase.map(\.handler.name) == ["Alerts", "PingHandler"])
        #expect(work.unreadable.isEmpty)
    }

    /// What says that it is one of Muster's own messages must be one, and come from where they are published.
    @Test func aForgedEventIsADeadLetterOrJustForeign() {
        let handlers: [WorkerHandler] = [pings, .raw(Alerts())]
        #expect(
            Sorted([foreign(1, type: "muster.test.ping.v1", from: "work")], handlers).unreadable.map(\.failure.code)
                == ["undecodable"])
        let work = Sorted([foreign(1, type: "muster.test.ping.v1")], handlers)
        #expect(work.unreadable.isEmpty)
        #expect(work.forDatabase.map(\.handler.name) == ["Alerts"])
    }
}
