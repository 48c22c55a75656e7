import JSON
import Testing

@testable import QueryLanguages

/// Paths against one document, with what they select.
@Suite struct JSONPathTests {
    static let document: JSON = [
        "items": [["id": 1, "tag": "a"], ["id": 2, "tag": "b"], ["id": 3]],
        "nested": ["deep": ["deeper": [1, [2, 3]]], "empty": [:], "list": []],
        "delivery-partner": "x", "it's": "quote", #"back\""slash"#: "odd", "limit": 2, "nothing": nil,
    ]

    @Test(arguments: [
        ("$.limit", "[2]"),
        ("$['limit']", "[2]"),
        (#"$["limit"]"#, "[2]"),
        ("$.delivery-partner", #"["x"]"#),
        (#"$['it\'s']"#, #"["quote"]"#),
        (#"$['back\""slash']"#, #"["odd"]"#),
        (#"$["\u006cimit"]"#, "[2]"),
        ("$ .limit", "[2]"),
        ("$.nothing", "[null]"),
        ("$.nothing.more", "[]"),
        ("$.items[0].id", "[1]"),
        ("$.items[-1].id", "[3]"),
        ("$.items[7]", "[]"),
        ("$.items[-7]", "[]"),
        ("$.items[*].id", "[1,2,3]"),
        ("$.items[1:].id", "[2,3]"),
        ("$.items[:1].id", "[1]"),
        ("$.items[::-1].id", "[3,2,1]"),
        ("$.items[2:0:-1].id", "[3,2]"),
        ("$.items[-2:].id", "[2,3]"),
        ("$.items[::2].id", "[1,3]"),
        ("$.items[::0].id", "[]"),
        ("$.items[0,2].id", "[1,3]"),
        ("$['limit','delivery-partner']", #"[2,"x"]"#),
        ("$.limit[1:]", "[]"),
        ("$.missing[*]", "[]"),
        ("$..id", "[1,2,3]"),
        ("$.nested..[0]", "[1,2]"),
        ("$.nested.deep..*", "[[1,[2,3]],1,[2,3],2,3]"),
        ("$.['limit']", "[2]"),
        ("$.nested.['deep'].deeper.[0]", "[1]"),
        ("$.items.[*].id", "[1,2,3]"),
        ("$.items.[1:].['id']", "[2,3]"),
        ("$.items.[?@.id == 2].tag", #"["b"]"#),
        ("$.items[?@.['id'] == 2].tag", #"["b"]"#),
        ("$.nested.*", #"[{"deeper":[1,[2,3]]},{},[]]"#),
    ])
    func selects(path: String, expected: String) throws {
        let values = try JSONPath(parsing: path).values(in: Self.document)
        #expect(try JSON.array(values) == JSON.parse(expected))
    }

    @Test(arguments: [
        ("$.items[?@.id == 2].tag", #"["b"]"#),
        ("$.items[?(@.id == 2)].tag", #"["b"]"#),
        ("$.items[?@.id != 2].id", "[1,3]"),
        ("$.items[?@.id > 1 && @.tag].id", "[2]"),
        ("$.items[?@.id >= $.limit].id", "[2,3]"),
        ("$.items[?@.tag == 'a' || @.id == 3].id", "[1,3]"),
        ("$.items[?!@.tag].id", "[3]"),
        ("$.items[?!(@.id < 2)].id", "[2,3]"),
        ("$.items[?@.tag <= 'a'].id", "[1]"),
        ("$.items[?@.none == @.nothing].id", "[1,2,3]"),
        ("$.items[?@.id == 1.0].id", "[1]"),
        ("$.items[?@['id'] == 1e0].id", "[1]"),
        ("$.items[?@.id == '1'].id", "[]"),
        ("$.items[?length(@.tag) == 1].id", "[1,2]"),
        ("$.items[?length(@) == 1].id", "[3]"),
        ("$.items[?count(@.*) == 2].id", "[1,2]"),
        ("$.items[?value(@..id) == 3].id", "[3]"),
        ("$.items[?match(@.tag, '[ab]')].id", "[1,2]"),
        ("$.items[?match(@.tag, 'a|bc')].id", "[1]"),
        ("$.items[?search(@.tag, 'b') || @.id == 1].id", "[1,2]"),
        ("$.items[?match(@.tag, '[')].id", "[]"),
        ("$.items[?match(@.id, '1')].id", "[]"),
        ("$.nested[?@ == $.nested.list]", "[[]]"),
        ("$.nested[?@.deeper[?@ > 0]].deeper[0]", "[1]"),
    ])
    func filters(path: String, expected: String) throws {
        let values = try JSONPath(parsing: path).values(in: Self.document)
        #expect(try JSON.array(values) == JSON.parse(expected))
    }

    @Test(arguments: [
        "", "x", "$.", "$..", "$.a.", "$[", "$[]", "$.[", "$.[]", "$.[a]",
        "$.a.[", "$. ['a']", "$['a'", "$['a", "$[01]", "$[-0]", "$[1 2]", "$.a b", "$[a]",
        "$[?]", "$[?@.a ==]", "$[?1]", "$[?@.* == 1]", "$[?length(@.a)]", "$[?count(1) == 1]", "$[?nosuch(@)]",
        "$[?!@.a == 1]", "$[?(@.a]", "$[9007199254740992]", "$a.b c", "$.a(1)", "$[?@.a === 1]",
        "$[?length(@.a,1) > 0]",
        "$['\u{1}']", #"$["\ud800"]"#, "$.a ",
    ])
    func refuses(text: String) {
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: text) }
    }

    @Test func limitsNesting() {
        let nested = "$" + String(repeating: "[?@", count: 5000) + String(repeating: "]", count: 5000)
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: nested) }
        #expect(throws: JSONPathError.self) {
            try JSONPath(parsing: "$[?" + String(repeating: "(", count: 50_000))
        }
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: "$" + String(repeating: ".a", count: 1000)) }
    }

    @Test func limitsSteps() throws {
        let path = try JSONPath(parsing: "$..*..*..*")
        #expect(throws: EvaluationError(.steps)) {
            try path.values(in: Self.document, limits: EvaluationLimits(steps: 20))
        }
        #expect(throws: EvaluationError(.elements)) {
            try path.values(in: Self.document, limits: EvaluationLimits(elements: 3))
        }
    }

    @Test func knowsItsRoot() throws {
        #expect(try JSONPath(parsing: "$").root == .input)
        #expect(try JSONPath(parsing: "$$.Execution.Id").root == .context)
        let path = try JSONPath(parsing: "$answer.of[3]")
        #expect(path.root == .variable("answer"))
        #expect(path.normalized == "$answer['of'][3]")
        #expect(path.text == "$answer.of[3]")
    }

    @Test(arguments: [
        ("$", true), ("$.a['b'][0]", true), ("$.a[*]", false), ("$.a[0,1]", false), ("$..a", false),
        ("$.a[0:1]", false), ("$[?@.a]", false),
    ])
    func isDefinite(path: String, expected: Bool) throws {
        #expect(try JSONPath(parsing: path).isDefinite == expected)
    }

    @Test(arguments: [
        ("$.none", "No results for path: $['none']"),
        ("$.nested.deep.none", "No results for path: $['nested']['deep']['none']"),
        ("$.no.such.path", "Missing property in path $['no']"),
        ("$.nested.no.such.path", "Missing property in path $['nested']['no']"),
        ("$.items[9].id", "No results for path: $['items'][9]['id']"),
        ("$.nothing[0]", "The path $['nothing'] is null"),
    ])
    func saysWhatIsMissing(path: String, expected: String) throws {
        let path = try JSONPath(parsing: path)
        let miss = #expect(throws: JSONPathMiss.self) { try path.resolve(in: Self.document) }
        #expect(miss?.reason == expected)
    }

    @Test func resolvesIndefinitePathsToArrays() throws {
        #expect(try JSONPath(parsing: "$.missing[*].id").resolve(in: Self.document) == [])
        #expect(try JSONPath(parsing: "$.items[:1].id").resolve(in: Self.document) == [1])
    }
}
