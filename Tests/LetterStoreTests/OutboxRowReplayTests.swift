import Encodings
import Foundation
import JSON
import Testing
import WorkStore

@testable import LetterStore

@Suite struct OutboxRowReplayTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)
    private let newID = UUID.v7()
    private let body = Array(#"{"id":"old","data":{}}"#.utf8)

    private func replayed(
        age: TimeInterval = 60, messageID: String? = nil, type: String = "muster.incident.opened.v1",
        contentType: String? = nil, state: DeadLetterState = .waiting, asNew: Bool = false
    ) throws -> (letter: DeadLetter, row: OutboxRow) {
        var random = SystemRandomNumberGenerator()
        let id = UUID.v7(at: now.addingTimeInterval(-age), using: &random)
        let letter = DeadLetter(
            id: UUID.v7(), worker: "notifier", messageID: messageID ?? id.uuidString.lowercased(), messageType: type,
            incident: "INC-1", place: "send", errorCode: "boom", errorDetail: "it broke", attempts: 5,
            firstFailedAt: nil, deadAt: now.addingTimeInterval(-10), state: state)
        let content = LetterContent(
            contentType: contentType, correlationID: "01900000-0000-7000-8000-000000000001", messageID: nil,
            type: type, timestamp: nil, traceparent: "00-a-b-01", body: body)
        return (letter, try OutboxRow(replaying: letter, content, asNew: asNew, now: now, newID: newID))
    }

    @Test func theSameMessageGoesToItsWorkerAlone() throws {
        let (letter, row) = try replayed()
        #expect(row.messageID.uuidString.lowercased() == letter.messageID)
        #expect(row.exchange == "notifier")
        #expect(row.routingKey == "work")
        #expect(row.body == body)
        #expect(row.correlationID?.uuidString.lowercased() == "01900000-0000-7000-8000-000000000001")
        #expect(row.traceparent == "00-a-b-01")
    }

    @Test func whatADetectorSentStaysOfItsType() throws {
        #expect(try replayed().row.contentType == "application/cloudevents+json")
        let foreign = try replayed(type: "native.prometheus", contentType: "application/json").row
        #expect(foreign.contentType == "application/json")
        #expect(foreign.type == "native.prometheus")
    }

    @Test func asNewTheIdIsNewInsideToo() throws {
        let row = try replayed(age: 91 * 86_400, asNew: true).row
        #expect(row.messageID == newID)
        #expect(try JSON.parse(row.body)["id"] == newID.json)
    }

    @Test func lettersBeyondTheReachOfInboxesStay() {
        #expect(throws: ReplayRefusal.tooOld) { try replayed(age: 91 * 86_400) }
        #expect(throws: Never.self) { try replayed(age: 89 * 86_400) }
    }

    @Test func lettersThatSomebodyMovedStay() {
        #expect(throws: ReplayRefusal.moved) { try replayed(state: .discarded) }
        #expect(throws: ReplayRefusal.moved) { try replayed(state: .replaying) }
    }

    @Test func aForeignMessageGetsTheLettersId() throws {
        let (letter, row) = try replayed(messageID: "prometheus-17")
        #expect(row.messageID == letter.id)
    }
}
