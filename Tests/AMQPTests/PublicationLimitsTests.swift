import Testing

@testable import AMQP

@Suite struct PublicationLimitsTests {
    private static let long = String(repeating: "x", count: 256)

    private func publication(
        exchange: String = "e", routingKey: String = "k", _ properties: AMQPProperties = AMQPProperties()
    ) -> Publication {
        Publication(exchange: exchange, routingKey: routingKey, properties: properties, body: [])
    }

    @Test func takesWhatAMQPCanCarry() {
        let longest = String(repeating: "x", count: 255)
        let properties = AMQPProperties(
            contentType: longest, messageID: longest,
            headers: [
                "a": .string(String(repeating: "y", count: 60_000)), "b": .table(["c": .array([1, true, .null])]),
            ])
        #expect(publication(exchange: longest, routingKey: longest, properties).impossibility == nil)
    }

    @Test(arguments: [
        AMQPProperties(contentType: long), AMQPProperties(contentEncoding: long), AMQPProperties(correlationID: long),
        AMQPProperties(replyTo: long), AMQPProperties(expiration: long), AMQPProperties(messageID: long),
        AMQPProperties(type: long), AMQPProperties(userID: long), AMQPProperties(appID: long),
        AMQPProperties(headers: [String(repeating: "n", count: 129): 1]),
        AMQPProperties(headers: ["a": .table([long: 1])]),
        AMQPProperties(headers: ["a": .bytes([UInt8](repeating: 0, count: 65_536))]),
        AMQPProperties(headers: ["a": .array(Array(repeating: 1, count: 8192))]),
    ])
    func refusesLongProperties(_ properties: AMQPProperties) {
        #expect(publication(properties).impossibility?.code == .invalidPublication)
    }

    @Test func refusesLongNames() {
        #expect(publication(exchange: Self.long).impossibility?.code == .invalidPublication)
        #expect(publication(routingKey: Self.long).impossibility?.code == .invalidPublication)
        // 128 characters, but 256 bytes.
        #expect(publication(routingKey: String(repeating: "é", count: 128)).impossibility != nil)
    }

    @Test func refusesDeepNesting() {
        var value = AMQPFieldValue.int(1)
        for _ in 0..<15 { value = .array([value]) }
        #expect(publication(AMQPProperties(headers: ["a": value])).impossibility == nil)
        #expect(publication(AMQPProperties(headers: ["a": .table(["b": value])])).impossibility != nil)
    }
}
