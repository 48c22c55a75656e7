import JSON
import TaskDesk
import Tasks
import Testing

@Suite struct TaskRequestTests {
    @Test func onlyWhatIsSaidChanges() throws {
        #expect(try TaskChangeRequest(JSONReader([:])).change == TaskChange())
        #expect(try TaskChangeRequest(JSONReader(["state": "resolved"])).change == TaskChange(.resolved))
        // Nobody is another answer than none.
        #expect(try TaskChangeRequest(JSONReader(["assignees": []])).change.assignees == [])
    }

    @Test func aTaskIsOfMediumPriorityUnlessItSaysSo() throws {
        #expect(try TaskRequest(JSONReader(["text": "Restart"])) == TaskRequest(text: "Restart"))
        #expect(throws: JSONDecodingError.self) { try TaskRequest(JSONReader(["text": "a\nb"])) }
    }
}
