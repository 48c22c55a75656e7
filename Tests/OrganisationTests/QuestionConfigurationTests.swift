import JSON
import Testing

@testable import Organisation

@Suite struct QuestionConfigurationTests {
    private func type(_ questions: JSON) throws -> IncidentType {
        try IncidentType(JSONReader(["name": "breach", "commander": "a@example.org", "questions": questions]))
    }

    @Test func aTypeAsks() throws {
        let type = try type([["text": "Who did it?", "mandatory": true], ["text": "Why?"]])
        #expect(
            type.questions == [
                IncidentQuestion(text: "Who did it?", isMandatory: true), IncidentQuestion(text: "Why?"),
            ])
        let silent = try IncidentType(JSONReader(["name": "breach", "commander": "a@example.org"]))
        #expect(silent.questions.isEmpty)
    }

    @Test(
        arguments: [["Who?"], [["text": ""]], [["text": "a\nb"]], [["text": "x", "mandatory": "yes"]], [["txt": "x"]]]
            as [JSON])
    func whatIsNoQuestionIsRefused(questions: JSON) {
        #expect(throws: JSONDecodingError.self) { try type(questions) }
    }
}
