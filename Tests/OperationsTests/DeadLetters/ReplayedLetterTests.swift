import Encodings
import Foundation
import Incident
import JSON
import Testing

@testable import Operations

@Suite struct ReplayedLetterTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)
    private let newID = UUID.v7()

    private func letter(age: TimeInterval = 60, messageID: String? = nil) -> ReplayedLetter.Source {
        var random = SystemRandomNumberGenerator()
        let id = UUID.v7(at: now.addingTimeInterval(-age), using: &random)
        return ReplayedLetter.Source(
            id: UUID.v7(), worker: "notifier", messageID: messageID ?? id.uuidString.lowercased(),
            messageType: "muster.incident.opened.v1", state: "waiting", deadAt: now.addingTimeInterval(-10),
            properties: [
                "correlation_id": "01900000-0000-7000-8000-000000000001", "traceparent": "00-a-b-01",
                "type": "muster.incident.opened.v1",
            ], body: Array(#"{"id":"old","data":{}}"#.utf8))
    }

    private func replay(_ letter: ReplayedLetter.Source, asNew: Bool = false) throws -> ReplayedLetter {
        try ReplayedLetter(letter, asNew: asNew, now: now, newID: newID)
    }

    @Test func theSameMessageGoesToItsWorkerAlone() throws {
        let source = letter()
        let replayed = try replay(source)
        #expect(replayed.messageID.uuidString.lowercased() == source.messageID)
        #expect(replayed.exchange == "notifier")
        #expect(replayed.body == source.body)
        #expect(replayed.correlationID?.uuidString.lowercased() == "01900000-0000-7000-8000-000000000001")
        #expect(replayed.traceparent == "00-a-b-01")
    }

    @Test func whatADetectorSentStaysOfItsType() throws {
        #expect(try replay(letter()).contentType == "application/cloudevents+json")
        var source = letter()
        source.properties = ["type": "native.prometheus", "content_type": "application/json"]
        #expect(try replay(source).contentType == "application/json")
    }

    @Test func asNewTheIdIsNewInsideToo() throws {
        let replayed = try replay(letter(age: 91 * 86_400), asNew: true)
        #expect(replayed.messageID == newID)
        #expect(try JSON.parse(replayed.body)["id"] == newID.json)
    }

    @Test func lettersBeyondTheReachOfInboxesStay() {
        #expect(throws: ReplayedLetter.Refusal.tooOld) { try replay(letter(age: 91 * 86_400)) }
        #expect(throws: Never.self) { try replay(letter(age: 89 * 86_400)) }
    }

    @Test func lettersThatSomebodyMovedStay() {
        var source = letter()
        source.state = "discarded"
        #expect(throws: ReplayedLetter.Refusal.moved) { try replay(source) }
    }

    @Test func aForeignMessageGetsTheLettersId() throws {
        let source = letter(messageID: "prometheus-17")
        #expect(try replay(source).messageID == source.id)
    }
}
