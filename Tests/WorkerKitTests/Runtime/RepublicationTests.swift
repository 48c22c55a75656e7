import AMQP
import Contracts
import FoundationEssentials
import Testing

@testable import WorkerKit

@Suite struct RepublicationTests {
    private let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    private func hostile() -> Delivery {
        Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: "alerts", routingKey: "native.edge",
            properties: AMQPProperties(
                contentType: "application/json", priority: 9, replyTo: "elsewhere", expiration: "10", messageID: "abc",
                userID: "detector-edge", appID: "x",
                headers: [
                    "x-death": .array([.table(["queue": "intake"])]), "CC": .array(["notifier"]),
                    "traceparent": .string(trace), "muster-attempt": 3,
                ]), body: [1, 2, 3])
    }

    private let failure = Failure(.retry, code: "timeout", detail: "no answer", place: "create")

    @Test func onlyTheAllowlistGoesAlong() {
        let again = Republication.retry(
            hostile(), worker: "intake", delay: .tenSeconds, attempt: 4, because: failure,
            firstFailedAt: Date(timeIntervalSince1970: 0))
        #expect(again.exchange == "intake")
        #expect(again.routingKey == "retry.10s")
        #expect(again.isMandatory)
        #expect(again.properties.expiration == nil)
        #expect(again.properties.userID == nil)
        #expect(again.properties.replyTo == nil)
        #expect(again.properties.priority == nil)
        #expect(again.properties.appID == nil)
        #expect(
            Set(again.properties.headers.keys) == [
                "muster-attempt", "muster-first-failed-at", "muster-error-code", "muster-error-detail",
                "muster-error-place", "muster-retry-at", "muster-source-message-id", "traceparent",
            ])
        #expect(again.properties.headers["muster-attempt"] == 4)
        #expect(again.body == [1, 2, 3])
    }

    @Test func aForeignMessageKeepsItsKeyAsItsType() {
        let dead = Republication.deadLetter(
            hostile(), worker: "intake", attempt: 5, because: failure, firstFailedAt: Date())
        #expect(dead.routingKey == "dead")
        #expect(dead.properties.type == "native.edge")
        #expect(dead.properties.headers["muster-error-code"] == "timeout")
    }
}
