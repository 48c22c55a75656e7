import AMQP
import FoundationEssentials
import LetterStore
import Testing

@testable import DeadLetterKeeper

@Suite struct DeadLetterDeliveryTests {
    private func delivery(_ headers: [String: AMQPFieldValue], body: String = #"{"subject":"INC-17"}"#) -> Delivery {
        Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: "notifier", routingKey: "dead",
            properties: AMQPProperties(
                messageID: "01933f5e-7d1a-7c3b-9f00-0123456789ab", type: "muster.notice.send.v1", headers: headers),
            body: Array(body.utf8))
    }

    private let refused: [String: AMQPFieldValue] = [
        "muster-attempt": 5, "muster-first-failed-at": "2026-01-05T09:00:00.000Z", "muster-error-code": "timeout",
        "muster-error-detail": "no answer", "muster-error-place": "mail",
    ]

    @Test func tellsWhyItDied() {
        let letter = DeadLetter(delivery(refused), worker: "notifier")
        #expect(letter.errorCode == "timeout")
        #expect(letter.place == "mail")
        #expect(letter.attempts == 5)
        #expect(letter.incident == "INC-17")
        #expect(letter.firstFailedAt == Date(timeIntervalSince1970: 1_767_603_600))
    }

    @Test func theSameDeathIsOneLetter() {
        #expect(
            DeadLetter(delivery(refused), worker: "notifier").id == DeadLetter(delivery(refused), worker: "notifier").id
        )
    }

    @Test func aDeathAfterAReplayIsAnother() {
        var again = refused
        again["muster-first-failed-at"] = "2026-01-06T09:00:00.000Z"
        #expect(
            DeadLetter(delivery(refused), worker: "notifier").id != DeadLetter(delivery(again), worker: "notifier").id)
    }

    @Test func oneCauseIsOneGroup() {
        var other = refused
        other["muster-error-detail"] = "no answer after 10 s"
        let letter = DeadLetter(delivery(refused), worker: "notifier")
        #expect(letter.group == DeadLetter(delivery(other), worker: "notifier").group)
        #expect(letter.group != DeadLetter(delivery(refused), worker: "intake").group)
    }

    @Test func aMessageThatCrashesItsProcessSaysSo() {
        let death: AMQPFieldValue = .table(["reason": "delivery_limit", "count": 1, "time": .timestamp(1_767_603_600)])
        let letter = DeadLetter(delivery(["x-death": .array([death])]), worker: "notifier")
        #expect(letter.errorCode == "delivery-limit")
        #expect(letter.errorDetail.contains("management page"), "looks count as deliveries (RabbitMQ 3.10.8)")
    }

    @Test func tellsWhatItDiedOn() {
        var headers = refused
        headers["muster-build"] = "muster-notifier/0.1.0"
        headers["muster-configuration"] = 12
        let content = LetterContent(delivery(headers))
        #expect(content.build == "muster-notifier/0.1.0")
        #expect(content.configuration == 12)
        #expect(LetterContent(delivery(refused)).build == nil)
    }

    @Test func whatCannotBeReadIsKeptAllTheSame() {
        let letter = DeadLetter(delivery([:], body: "\u{0}not JSON"), worker: "notifier")
        #expect(letter.incident == nil)
        #expect(LetterContent(delivery([:], body: "\u{0}not JSON")).body == Array("\u{0}not JSON".utf8))
        #expect(letter.errorCode == "unknown")
    }
}
