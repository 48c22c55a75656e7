import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import Testing

@Suite struct EnvelopeTests {
    private let id = UUID.v7()
    private let reference = IncidentReference(id: UUID.v7(), name: "INC-17", version: 3)

    private func event() -> Envelope {
        Envelope(
            IncidentAssembled(incident: reference), id: id, source: "/muster/resource-creator", subject: "INC-17",
            time: Date(timeIntervalSince1970: 1_767_603_600), traceparent: nil)
    }

    @Test func isACloudEvent() {
        let json = event().json
        #expect(json["specversion"] == "1.0")
        #expect(json["type"] == "muster.incident.assembled.v1")
        #expect(json["time"] == "2026-01-05T09:00:00.000Z")
        #expect(json["traceparent"] == nil)
    }

    @Test func comesBackAsItWas() throws {
        let read = try Envelope(JSONReader(JSON.parse(event().json.text())))
        #expect(read == event())
        #expect(try read.decode(IncidentAssembled.self).incident == reference)
    }

    @Test func unknownAttributesAreIgnored() throws {
        var members = try #require(event().json.objectValue)
        members["severitytext"] = "ERROR"
        #expect(try Envelope(JSONReader(.object(members))) == event())
    }

    @Test func anotherSpecificationIsRefused() throws {
        var members = try #require(event().json.objectValue)
        members["specversion"] = "2.0"
        #expect(throws: JSONDecodingError.self) { try Envelope(JSONReader(.object(members))) }
    }
}
