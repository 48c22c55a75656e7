import AMQP
import Contracts
import JSON
import Testing
import WorkStore

@testable import WorkerKit

/// What RabbitMQ's plugin for AMQP 1.0 leaves of alerts. The bytes are those that Qpid Proton 0.37 sent
/// (`findings/amqp-1-0-bodies.sh`).
@Suite struct AMQP1Tests {
    private struct Alerts: RawHandler {
        func handle(_ batch: [RawMessage], in work: UnitOfWork) async throws -> [Outcome] { batch.map { _ in .done } }
    }

    private func sorted(
        _ body: [UInt8], type: String? = "amqp-1.0", key: String = "native.edge", contentType: String? = nil,
        timestamp: Int64? = nil, headers: [String: AMQPFieldValue] = [:]
    ) -> Sorted {
        let delivery = Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: "alerts", routingKey: key,
            properties: AMQPProperties(contentType: contentType, timestamp: timestamp, type: type, headers: headers),
            body: body)
        return Sorted([delivery], [.raw(Alerts())])
    }

    private func raw(_ work: Sorted) throws -> RawMessage { try #require(work.forDatabase.first?.messages.first).raw }

    private let object = #"{"title":"x"}"#

    /// Text and bytes, each with a length of one byte and of four.
    @Test(arguments: [[0xA1, 13], [0xA0, 13], [0xB1, 0, 0, 0, 13], [0xB0, 0, 0, 0, 13]] as [[UInt8]])
    func aValueOfTextOrBytesIsTheBody(_ constructor: [UInt8]) throws {
        let message = try raw(sorted([0x00, 0x53, 0x77] + constructor + object.utf8))
        #expect(message.body == Array(object.utf8))
    }

    @Test func aBodyOfBytesStaysAsItIs() throws {
        #expect(try raw(sorted(Array(object.utf8), type: "binary")).body == Array(object.utf8))
        let looksEncoded: [UInt8] = [0x00, 0x53, 0x77, 0xA1, 0x01, 0x78]
        #expect(try raw(sorted(looksEncoded, type: nil)).body == looksEncoded)
    }

    /// A map, a number, a list of values, text that is cut off, and text with something behind it.
    @Test(
        arguments: [
            [0x00, 0x53, 0x77, 0xD1, 0, 0, 0, 14, 0, 0, 0, 2, 0xA1, 5, 0x74, 0x69, 0x74, 0x6C, 0x65, 0xA1, 1, 0x78],
            [0x00, 0x53, 0x77, 0x54, 1], [0x00, 0x53, 0x76, 0x45], [0x00, 0x53, 0x77, 0xA1, 13, 0x78],
            [0x00, 0x53, 0x77, 0xB1, 0xFF, 0xFF, 0xFF, 0xFF], [0x00, 0x53, 0x77, 0xA1, 1, 0x78, 0x40],
            [0x00, 0x53, 0x77],
        ] as [[UInt8]])
    func anotherValueIsRefusedByName(_ body: [UInt8]) {
        let unreadable = sorted(body).unreadable
        #expect(unreadable.map(\.failure.code) == ["content-encoding"])
        #expect(unreadable.first?.failure.detail.contains("AMQP 1.0") == true)
        #expect(unreadable.first?.delivery.body == body, "it is kept as it came")
    }

    private func encoded(_ pairs: [(String, [UInt8])]) -> AMQPFieldValue {
        var content: [UInt8] = []
        for (name, value) in pairs { content += [0xA1, UInt8(name.utf8.count)] + Array(name.utf8) + value }
        let size = UInt8(content.count + 4)
        return .bytes([0x00, 0x53, 0x74, 0xD1, 0, 0, 0, size, 0, 0, 0, UInt8(pairs.count * 2)] + content)
    }

    @Test func propertiesOfTheApplicationAreHeaders() throws {
        let message = try raw(
            sorted(
                [0x00, 0x53, 0x77, 0xA1, 12] + Array("disk is full".utf8), contentType: "text/plain",
                headers: [
                    "x-amqp-1.0-app-properties": encoded([
                        ("severity", [0xA1, 8] + Array("critical".utf8)), ("dedup_key", [0xA1, 2, 0x6B, 0x31]),
                        ("x-delivery-count", [0x54, 7]),
                    ])
                ]))
        let alert = try JSON.parse(message.body)
        #expect(alert["title"] == "disk is full")
        #expect(alert["severity"] == "critical")
        #expect(alert["dedup_key"] == "k1")
    }

    /// The binding of CloudEvents is made for AMQP 1.0. A time is a timestamp in milliseconds there.
    @Test func attributesOfAnEventAreRead() throws {
        let time = (0..<8).reversed().map { UInt8(truncatingIfNeeded: 1_700_000_000_123 >> ($0 * 8)) }
        let message = try raw(
            sorted(
                Array(object.utf8), type: "binary", key: "cloudevents.edge",
                headers: [
                    "x-amqp-1.0-app-properties": encoded([
                        ("cloudEvents:specversion", [0xA1, 3] + Array("1.0".utf8)),
                        ("cloudEvents:id", [0xA1, 1, 0x31]),
                        ("cloudEvents:time", [0x83] + time), ("cloudEvents:sampled", [0x41]),
                        ("cloudEvents:count", [0x71, 0xFF, 0xFF, 0xFF, 0xFE]),
                        ("cloudEvents:share", [0x72, 0, 0, 0, 0]),
                    ])
                ]))
        let event = try JSON.parse(message.body)
        #expect(event["time"]?.stringValue == "2023-11-14T22:13:20.123Z")
        #expect(event["sampled"] == true && event["count"] == -2 && event["share"] == nil)
        #expect(event["data"]?["title"] == "x")
    }

    /// What marks an exercise pages nobody: it must not be lost, and what the broker says of a message stays.
    @Test func anExerciseIsOne() throws {
        let mark = encoded([(MessageHeader.drill, [0x41])])
        #expect(
            try raw(sorted(Array(object.utf8), type: nil, headers: ["x-amqp-1.0-app-properties": mark])).routingKey
                == "native.edge (drill)")
        let both: [String: AMQPFieldValue] = [MessageHeader.drill: false, "x-amqp-1.0-app-properties": mark]
        #expect(try raw(sorted(Array(object.utf8), type: nil, headers: both)).routingKey == "native.edge")
    }

    @Test func aTimestampInMillisecondsIsReadAsOne() throws {
        let work = sorted(Array(object.utf8), type: nil, timestamp: 1_795_000_000_250)
        #expect(work.forDatabase.first?.messages.first?.delivery.properties.timestamp == 1_795_000_000)
    }
}
