import Testing

@testable import AMQP

@Suite struct DeliveryTests {
    private func delivery(_ headers: [String: AMQPFieldValue], isRedelivered: Bool = true) -> Delivery {
        let message = ReceivedMessage(
            exchange: "", routingKey: "", properties: AMQPProperties(headers: headers), body: [])
        return Delivery(message, tag: DeliveryTag(channel: 1, number: 1), isRedelivered: isRedelivered)
    }

    /// From RabbitMQ 4.3 on the first count leaves out what cost no attempt, and the second holds all.
    @Test(
        arguments: [
            ([:], 0), (["x-delivery-count": 2], 2), (["x-delivery-count": "2"], 0), (["x-delivery-count": -1], 0),
            (["x-acquired-count": 7], 7), (["x-delivery-count": 2, "x-acquired-count": 7], 7),
        ] as [([String: AMQPFieldValue], Int)])
    func countsHowOftenItCameBefore(_ headers: [String: AMQPFieldValue], _ count: Int) {
        #expect(delivery(headers).deliveryCount == count)
    }

    @Test func whatAFirstDeliverySaysOfItselfIsItsSendersAndGoesNoFurther() {
        let forged = delivery(["x-delivery-count": 7, "x-acquired-count": 7, "kept": 1], isRedelivered: false)
        #expect(forged.deliveryCount == 0)
        #expect(forged.properties.headers == ["kept": 1])
    }

    @Test func tagsAreOrderedByChannelFirst() {
        let tags = [(2, 1), (1, 9), (1, 2)].map { DeliveryTag(channel: $0.0, number: $0.1) }
        #expect(tags.sorted().map(\.number) == [2, 9, 1])
    }
}
