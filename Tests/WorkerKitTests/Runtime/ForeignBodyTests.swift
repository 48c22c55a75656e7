import AMQP
import FoundationEssentials
import JSON
import Testing

@testable import WorkerKit

/// What senders put into properties and headers.
@Suite struct ForeignBodyTests {
    private func delivery(
        _ key: String, _ body: String, contentType: String? = nil, encoding: String? = nil,
        headers: [String: AMQPFieldValue] = [:]
    ) -> Delivery {
        Delivery(
            tag: DeliveryTag(channel: 1, number: 1), exchange: "alerts", routingKey: key,
            properties: AMQPProperties(contentType: contentType, contentEncoding: encoding, headers: headers),
            body: Array(body.utf8))
    }

    private func json(_ delivery: Delivery) throws -> JSON {
        try JSON.parse(Incoming(delivery, takesRaw: true).raw.body)
    }

    @Test(arguments: [nil, "", "identity", "utf-8", "UTF-8", "binary"])
    func noEncodingIsTaken(_ encoding: String?) throws {
        #expect(throws: Never.self) {
            try Incoming(delivery("native.edge", "{}", encoding: encoding), takesRaw: true)
        }
    }

    @Test(arguments: ["gzip", "x-gzip", "deflate", "br"])
    func anEncodingIsRefusedByItsName(_ encoding: String) throws {
        let failure = #expect(throws: Failure.self) {
            try Incoming(delivery("native.edge", "{}", encoding: encoding), takesRaw: true)
        }
        #expect(failure?.code == "content-encoding" && failure?.remedy == .deadLetter)
        #expect(failure?.detail.contains("(\(encoding))") == true)
    }

    /// kombu names `utf-8` as the encoding of what it has compressed.
    @Test func aCompressionInAHeaderIsAnEncoding() {
        let failure = #expect(throws: Failure.self) {
            try Incoming(
                delivery("native.edge", "x", encoding: "utf-8", headers: ["compression": "application/x-gzip"]),
                takesRaw: true)
        }
        #expect(failure?.detail.contains("application/x-gzip") == true)
    }

    @Test(arguments: ["cloudEvents_", "cloudEvents:", "ce-"])
    func attributesInHeadersArePartOfTheEvent(_ prefix: String) throws {
        let event = try json(
            delivery(
                "cloudevents.edge", #"{"title":"Disk full"}"#,
                headers: [
                    prefix + "specversion": "1.0", prefix + "id": "a%20b", prefix + "type": "t",
                    prefix + "source": "/s", prefix + "time": .int(1_700_000_000_123), prefix + "sampled": true,
                    "x-delivery-count": 7,
                ]))
        #expect(event["time"]?.stringValue == "2023-11-14T22:13:20.123Z")
        #expect(event["id"]?.stringValue == "a%20b")
        #expect(event["sampled"] == true)
        #expect(event["data"]?["title"]?.stringValue == "Disk full")
        #expect(event["x-delivery-count"] == nil)
    }

    @Test func textIsAnAlertWhoseFirstLineIsTheTitle() throws {
        let alert = try json(
            delivery(
                "native.edge", "Backup failed\r\non db-1\r\nat 3", contentType: "text/plain; charset=utf-8",
                headers: ["severity": "critical"]))
        #expect(alert["title"]?.stringValue == "Backup failed")
        #expect(alert["description"]?.stringValue == "on db-1\nat 3")
        #expect(alert["severity"]?.stringValue == "critical")
        #expect(try json(delivery("native.edge", #"{"title":"x"}"#, contentType: "text/plain"))["title"] == "x")
    }

    private func logged(_ headers: [String: AMQPFieldValue]) -> Delivery {
        delivery("native.syslog", "", contentType: "text/plain", headers: headers)
    }

    /// syslog-ng 3.38 without `body()`.
    @Test func aMessageInAHeaderIsAnAlert() throws {
        let alert = try json(
            logged([
                "MESSAGE": "[disk] \"data\" is full\nreally", "HOST": "db-1", "PROGRAM": "kernel", "PRIORITY": "crit",
                "FACILITY": "user", "DATE": "Nov 29 14:00:00",
            ]))
        #expect(
            alert == [
                "title": "[disk] \"data\" is full", "description": "really", "severity": "crit",
                "labels": ["facility": "user", "host": "db-1", "priority": "crit", "program": "kernel"],
            ])
        #expect(try json(logged(["MESSAGE": "x", "PRIORITY": "7"]))["severity"] == nil, "no level: it must be read")
        #expect(try json(logged(["MESSAGE": "x", "PRIORITY": "info", "severity": "error"]))["severity"] == "error")
    }

    /// Their bodies are all the same.
    @Test func messagesInHeadersAreToldApart() throws {
        func id(_ message: AMQPFieldValue) throws -> UUID {
            try Incoming(logged(["MESSAGE": message, "HOST": "db-1"]), takesRaw: true).id
        }
        #expect(try id("disk is full") != id("disk is well"))
    }

    @Test(arguments: [[:], ["MESSAGE": " "], ["HOST": "db-1"]] as [[String: AMQPFieldValue]])
    func nothingIsNoAlert(_ headers: [String: AMQPFieldValue]) throws {
        #expect(try Incoming(logged(headers), takesRaw: true).raw.body.isEmpty)
    }

    @Test func aDeadLetterHoldsAMessageOfAHeader() throws {
        let letter = Republication.deadLetter(
            logged(["MESSAGE": "disk is full", "HOST": "db-1"]), worker: "intake", attempt: 1,
            because: Failure(.deadLetter, code: "c", detail: "d"), firstFailedAt: .now)
        #expect(try JSON.parse(letter.body)["title"] == "disk is full")
        #expect(letter.properties.contentType == "application/json")
    }

    /// A retry and a dead letter carry no foreign header.
    @Test func aDeadLetterHoldsTheWholeEvent() throws {
        let letter = Republication.deadLetter(
            delivery(
                "cloudevents.edge", "{}",
                headers: ["ce-specversion": "1.0", "ce-id": "1", "ce-type": "t", "ce-source": "/s"]),
            worker: "intake", attempt: 1, because: Failure(.deadLetter, code: "c", detail: "d"), firstFailedAt: .now)
        #expect(try JSON.parse(letter.body)["id"]?.stringValue == "1")
        #expect(letter.properties.contentType == "application/cloudevents+json")
    }
}
