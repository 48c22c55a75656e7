import Incident
import JSON
import StatesLanguage
import Testing

@testable import PlaybookDesk

@Suite struct RequestTests {
    @Test func anAnswerHasEitherAnOutputOrAFailure() throws {
        #expect(try AnswerRequest(JSONReader(["token": "t", "output": .null])).output == JSON.null)
        #expect(try AnswerRequest(JSONReader(["token": "t", "error": "No"])).failure?.error == "No")
        #expect(try AnswerRequest(JSONReader(["token": "t", "error": "No"])).fault == nil)
        let neither = try AnswerRequest(JSONReader(["token": "t"]))
        #expect(neither.fault == "an answer is either output, or error and cause, and this is neither")
        let both = try AnswerRequest(JSONReader(["token": "t", "output": 1, "cause": "x"]))
        #expect(both.fault == "an answer is either output, or error and cause, and this is both")
        #expect(throws: (any Error).self) { try AnswerRequest(JSONReader(["output": 1])) }
    }

    @Test func aStartNamesAnIncidentByItsName() throws {
        let request = try ExecutionRequest(JSONReader(["input": [1], "incident": "INC-7"]))
        #expect(request.input == [1] && request.incident?.description == "INC-7")
        #expect(try ExecutionRequest(JSONReader([:])).input == [:])
        #expect(throws: (any Error).self) { try ExecutionRequest(JSONReader(["incident": "seven"])) }
        #expect(throws: (any Error).self) { try ExecutionRequest(JSONReader(["name": "a b"])) }
    }
}
