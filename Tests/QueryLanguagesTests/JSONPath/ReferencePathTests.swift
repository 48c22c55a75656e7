import JSON
import Testing

@testable import QueryLanguages

@Suite struct ReferencePathTests {
    private func set(_ path: String, in root: JSON) throws -> JSON {
        let reference = try #require(try JSONPath(parsing: path).reference)
        return try reference.set("new", in: root)
    }

    @Test func replacesTheRoot() throws { #expect(try set("$", in: [1]) == "new") }

    @Test func replacesMembersAndElements() throws {
        #expect(try set("$.a", in: ["a": 1, "b": 2]) == ["a": "new", "b": 2])
        #expect(try set("$.a[1]['c']", in: ["a": [1, ["c": 2]]]) == ["a": [1, ["c": "new"]]])
    }

    @Test func createsWhatIsMissing() throws {
        #expect(try set("$.a.b.c", in: ["x": 1]) == ["x": 1, "a": ["b": ["c": "new"]]])
    }

    @Test func refusesWhatCannotHoldIt() throws {
        let error = #expect(throws: ReferencePathError.self) { try set("$.a", in: 5) }
        #expect(error?.description == #"Unable to apply step "a" to input 5"#)
        #expect(throws: ReferencePathError.self) { try set("$.a.b", in: ["a": "text"]) }
        #expect(throws: ReferencePathError.self) { try set("$.a[2]", in: ["a": [1]]) }
    }

    @Test(arguments: ["$[*]", "$..a", "$[?@.a]", "$[0:1]", "$['a','b']", "$[-1]"])
    func isNotEveryPath(path: String) throws {
        #expect(try JSONPath(parsing: path).reference == nil)
    }
}
