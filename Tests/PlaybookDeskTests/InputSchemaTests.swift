import JSON
import PlaybookStore
import Testing

@testable import PlaybookDesk

@Suite struct InputSchemaTests {
    private static let schema: JSON = [
        "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["host"],
        "properties": [
            "host": ["type": "string", "minLength": 1, "maxLength": 5],
            "port": ["type": ["integer", "null"], "minimum": 1],
            "tags": ["type": "array", "items": ["enum": ["a", "b"]], "maxItems": 2],
            "who": ["anyOf": [["type": "string"], ["const": false]]],
        ], "additionalProperties": false,
    ]

    @Test(
        arguments: [
            (["host": "web-1", "port": 80, "tags": ["a"], "who": false], nil), (["host": "web-1", "port": .null], nil),
            ([:], "/input/host is missing"), ([1], "/input expected object, found an array"),
            (["host": ""], "/input/host expected 1 characters or more, found 0"),
            (["host": "web-12"], "/input/host expected 5 characters or less, found 6"),
            (["host": "a", "port": 1.5], "/input/port expected integer or null, found a number"),
            (["host": "a", "port": 0], "/input/port expected 1.0 or more"),
            (["host": "a", "tags": ["a", "c"]], #"/input/tags/1 expected one of "a", "b""#),
            (["host": "a", "who": true], "/input/who fits none of the 2 that may stand here"),
            (["host": "a", "x": 1], "/input/x nothing may stand here"),
        ] as [(JSON, String?)]) func holdsInputsToIt(_ input: JSON, _ fault: String?) throws
    {
        let found = try InputSchema(Self.schema).faults(input)
        #expect(found.first.map { "\($0.place) \($0.detail)" } == fault)
    }

    @Test(
        arguments: [
            ["pattern": "x"], ["type": "text"], ["properties": []], ["items": 1], ["required": [1]], ["minLength": -1],
            7,
            ["anyOf": []],
        ] as [JSON]) func whatItCannotHoldToIsRefused(_ schema: JSON)
    {
        #expect(throws: PlaybookDeskError.self) { try InputSchema(schema) }
    }

    /// As SOCless 1.5.0 makes it: the values in small letters, sorted, with nothing between them.
    @Test func anInvestigationHasTheKeyOfSocless() {
        #expect(
            Investigations.Event.key("High-risk location login", ["ubalogun", "Gotham"])
                == "high-risk location logingothamubalogun")
        #expect(Investigations.Event.key("any", []) == nil)
    }
}
