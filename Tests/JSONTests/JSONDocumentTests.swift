import JSON
import Testing

@Suite struct JSONDocumentTests {
    private let text = """
        {
          "name": "é", "steps": [
            {"run": true},
            {"a/b": [1, 2]}
          ]
        }
        """

    @Test(arguments: [
        ("", 1, 1), ("/name", 2, 11), ("/steps", 2, 25), ("/steps/0", 3, 5), ("/steps/0/run", 3, 13),
        ("/steps/1/a~1b/1", 4, 17),
    ])
    func knowsWhereValuesBegin(pointer: String, line: Int, column: Int) throws {
        let document = try JSONDocument(text)
        let place = try #require(JSONPointer(pointer))
        let position = try #require(document.position(of: place))
        #expect(position.line == line)
        #expect(position.column == column)
    }

    @Test func knowsNoPlaceOfWhatIsNotThere() throws {
        let document = try JSONDocument(text)
        #expect(document.position(of: "/steps/2") == nil)
        #expect(document.position(of: "/steps/0/run/x") == nil)
        #expect(document["/steps/0/run"] == true)
        #expect(document.root == (try JSON.parse(text)))
    }
}
