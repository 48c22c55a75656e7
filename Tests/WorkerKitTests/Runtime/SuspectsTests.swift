import AMQP
import Testing

@testable import WorkerKit

@Suite struct SuspectsTests {
    private func messages(_ counts: [Int]) throws -> [Incoming] {
        try counts.enumerated().map { index, count in
            let delivery = Delivery(
                tag: DeliveryTag(channel: 1, number: UInt64(index)), isRedelivered: count > 0, exchange: "alerts",
                routingKey: "native.edge",
                properties: AMQPProperties(
                    messageID: "\(index)", headers: count > 0 ? ["x-delivery-count": .int(Int64(count))] : [:]),
                body: [])
            return try Incoming(delivery, takesRaw: true)
        }
    }

    private func batches(_ counts: [Int], atMost limit: Int) throws -> [[UInt64]] {
        var rest = Suspects.last(try messages(counts))[...]
        var batches: [[UInt64]] = []
        while !rest.isEmpty { batches.append(rest.takeBatch(atMost: limit).map(\.delivery.tag.number)) }
        return batches
    }

    @Test func whatNeverCameBackStaysTogetherAndInOrder() throws {
        #expect(try batches([0, 0, 1, 2, 0], atMost: 3) == [[0, 1, 2], [3, 4]])
    }

    @Test func suspectsAreAloneAndLast() throws {
        let found = try batches([3, 0, 10, 0, 2], atMost: 10)
        #expect(found.first == [1, 3, 4])
        #expect(Set(found.dropFirst()) == [[0], [2]])
    }
}
