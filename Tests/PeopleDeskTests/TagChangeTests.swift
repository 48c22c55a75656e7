import IncidentDesk
import JSON
import Organisation
import PeopleStore
import Testing

@testable import PeopleDesk

/// What becomes of tags, by their types.
@Suite struct TagChangeTests {
    private let types = [
        TagType(name: "service"), TagType(name: "cause", values: ["change", "load"], isExclusive: true),
    ]

    private func change(_ body: JSON, of tags: String...) throws -> TagChange {
        try TagChange(TagRequest(JSONReader(body)), of: tags.compactMap { Tag($0) }, among: types)
    }

    @Test func tagsAreAddedAndTakenBack() throws {
        let change = try change(
            ["add": ["service:b", "service:a"], "remove": ["service:c"]], of: "service:a", "service:c")
        #expect(change.added.map(\.text) == ["service:b"] && change.ended.map(\.text) == ["service:c"])
        #expect(change.line == "Tagged service:b, no longer service:c")
    }

    @Test func anExclusiveTypeHasOneValue() throws {
        let change = try change(["add": ["cause:change", "cause:load"]], of: "cause:change", "service:a")
        #expect(change.added.map(\.text) == ["cause:load"] && change.ended.map(\.text) == ["cause:change"])
    }

    @Test func whatIsSoAlreadyChangesNothing() throws {
        let change = try change(["add": ["service:a"], "remove": ["service:x"]], of: "service:a")
        #expect(change.added.isEmpty && change.ended.isEmpty)
    }

    @Test(arguments: [("colour:red", "there are service, cause"), ("cause:moon", "there are change, load")])
    func unknownTypesAndValuesAreRefused(tag: String, words: String) throws {
        let error = try #require(throws: IncidentDeskError.self) { try change(["add": [.string(tag)]]) }
        #expect(error.detail.contains(words) && error.faults.first?.place == "/add/0")
    }

    @Test(arguments: ["service", ":a", "service:", "a\nb:c", " : "]) func whatIsNoTagIsRefused(text: String) {
        #expect(Tag(text) == nil)
    }

    @Test func whiteSpaceAroundTheColonIsNoPartOfIt() {
        #expect(Tag("service : card  payments")?.text == "service:card payments")
        #expect(Tag("link:https://x")?.value == "https://x")
    }
}
