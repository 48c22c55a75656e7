import Testing

@testable import AMQP

@Suite struct DeliveryTests {
    private func delivery(_ headers: [String: AMQPFieldValue]) -> Delivery {
        Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: "", routingKey: "",
            properties: AMQPProperties(headers: headers), body: [])
    }

    @Test func theFirstDeliveryHasNoCount() {
        #expect(delivery([:]).deliveryCount == nil)
        #expect(delivery(["x-delivery-count": 2]).deliveryCount == 2)
        #expect(delivery(["x-delivery-count": "2"]).deliveryCount == nil)
    }

    @Test func tagsAreOrderedByChannelFirst() {
        let tags = [(2, 1), (1, 9), (1, 2)].map { DeliveryTag(channel: $0.0, number: $0.1) }
        #expect(tags.sorted().map(\.number) == [2, 9, 1])
    }
}
