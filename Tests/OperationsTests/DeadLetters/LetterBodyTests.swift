import Incident
import JSON
import Testing

@testable import Operations

@Suite struct LetterBodyTests {
    @Test func bodiesAreReadAsWhatTheyAre() {
        #expect(LetterBody(Array(#"{"a":1}"#.utf8)).kind == .json)
        #expect(LetterBody(Array("hello {".utf8)).kind == .text)
        #expect(LetterBody([0xFF, 0xFE]).kind == .binary)
        #expect(LetterBody([0x61, 0x00]).kind == .binary, "no text has U+0000")
    }

    @Test func aMessageOfOurOwnStaysTheMessageThatItIs() throws {
        let body = LetterBody(Array(#"{"id":"1","type":"t","subject":"INC-1","data":{"a":1}}"#.utf8))
        let edited = try body.edited(to: #"{"id":"1","type":"t","subject":"INC-1","data":{"a":2}}"#, isOurs: true)
        #expect(try JSON.parse(edited)["data"]?["a"] == 2)
        for other in [
            #"{"id":"2","type":"t","subject":"INC-1"}"#, #"{"id":"1","type":"u","subject":"INC-1"}"#,
            #"{"id":"1","type":"t","subject":"INC-2"}"#, #"{"type":"t","subject":"INC-1"}"#,
        ] {
            let error = #expect(throws: LetterDeskError.self) { try body.edited(to: other, isOurs: true) }
            #expect(error?.place == "/body", "\(other)")
        }
        // A detector's message is whatever the detector should have sent.
        #expect(throws: Never.self) { try body.edited(to: #"{"id":"2"}"#, isOurs: false) }
    }

    @Test func whatWasJSONStaysIt() {
        let body = LetterBody(Array(#"{"a":1}"#.utf8))
        let error = #expect(throws: LetterDeskError.self) { try body.edited(to: #"{"a":"#, isOurs: false) }
        #expect(error?.detail.contains("no JSON") == true)
        #expect(throws: LetterDeskError.self) { try LetterBody([0xFF]).edited(to: "x", isOurs: false) }
    }
}
