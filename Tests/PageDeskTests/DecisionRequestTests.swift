import Escalation
import JSON
import PageStore
import Testing

@testable import PageDesk

@Suite struct DecisionRequestTests {
    private func read(_ body: JSON) throws -> PageDecision { try DecisionRequest(JSONReader(body)).decision }

    @Test func readsWhatIsToBeDone() throws {
        #expect(try read(["action": "acknowledge"]) == .acknowledge)
        #expect(
            try read(["action": "reassign", "to": "second@example.org"]) == .reassign(.person("second@example.org")))
        #expect(try read(["action": "reassign", "to": "primary"]) == .reassign(.schedule("primary")))
    }

    @Test func whatAnActionNeedsIsAskedFor() {
        #expect(throws: JSONDecodingError.self) { try read(["action": "reassign"]) }
        #expect(throws: JSONDecodingError.self) { try read(["action": "snooze"]) }
        #expect(throws: JSONDecodingError.self) { try read(["action": "shout"]) }
    }
}
