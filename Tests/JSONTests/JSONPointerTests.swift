import JSON
import Testing

/// The examples of RFC 6901 section 5, and what section 3 and 4 refuse.
@Suite struct JSONPointerTests {
    private let document: JSON = [
        "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8,
    ]

    @Test(arguments: [
        ("/foo", ["bar", "baz"] as JSON), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3),
        ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
    ])
    func findsTheExamplesOfTheStandard(text: String, expected: JSON) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(document[pointer: pointer] == expected)
        #expect("\(pointer)" == text)
    }

    @Test func namesTheWholeWithNothing() {
        #expect(document[pointer: ""] == document)
        #expect(JSONPointer("").tokens.isEmpty)
    }

    @Test(arguments: [
        "/foo/2", "/foo/-", "/foo/01", "/foo/+1", "/foo/bar", "/x", "/foo/0/x", "/foo/99999999999999999999",
    ])
    func findsNothingWhereNothingIs(text: String) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(document[pointer: pointer] == nil)
    }

    @Test(arguments: ["a", "a/b", "/~", "/~2", "/a~"])
    func refusesWhatIsNoPointer(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test func escapesInTheRightOrder() {
        #expect(JSONPointer("/~01").tokens == ["~1"])
        #expect(JSONPointer().appending("~/").appending(3).description == "/~0~1/3")
    }
}
