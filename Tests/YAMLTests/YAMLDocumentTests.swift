import JSON
import Testing

@testable import YAML

@Suite struct YAMLDocumentTests {
    private func root(_ text: String) throws -> JSON { try YAMLDocument(text, named: "file.yaml").root }

    private func error(_ text: String, limits: JSONLimits = .default) -> String {
        do {
            _ = try YAMLDocument(text, named: "file.yaml", limits: limits)
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test(
        arguments: [
            ("yes", "yes"), ("2026-01-05", "2026-01-05"), ("007", "007"), ("0x1F", "0x1F"), (".5", ".5"), ("+1", "+1"),
            ("1_000", "1_000"), ("\"1\"", "1"), ("'true'", "true"), ("!!str 5", "5"), ("|\n  1\n", "1\n"),
            ("\"\"", ""), ("NO", "NO"), ("-x", "-x"), ("1.", "1."),
        ] as [(String, JSON)])
    func plainTextStaysText(text: String, value: JSON) throws {
        #expect(try root("a: \(text)\n") == ["a": value])
    }

    @Test(
        arguments: [
            ("", nil), ("~", nil), ("null", nil), ("Null", nil), ("NULL", nil), ("true", true), ("True", true),
            ("TRUE", true),
            ("false", false), ("False", false), ("FALSE", false), ("1.50", 1.5), ("-3", -3), ("1e3", 1000), ("0", 0),
            ("123456789012345678901234567890", .number(JSONNumber(text: "123456789012345678901234567890") ?? 0)),
        ] as [(String, JSON)])
    func scalarsOfTheCoreSchemaHaveTheirMeaning(text: String, value: JSON) throws {
        #expect(try root("a: \(text)\n") == ["a": value])
    }

    @Test func keysAreTextAsTheyAreWritten() throws {
        #expect(try root("1: a\ntrue: b\n~: c\n\"d e\": f\n") == ["1": "a", "true": "b", "~": "c", "d e": "f"])
    }

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", "`a` stands here twice"), ("1: a\n\"1\": b\n", "file.yaml:2:1: `1` stands here twice"),
        ("a: {x: 1, 'x': 2}", "`x` stands here twice"),
    ])
    func theSameKeyTwiceIsAnError(text: String, problem: String) {
        #expect(error(text).contains(problem))
    }

    @Test func aliasesAreWhatTheirAnchorsName() throws {
        let document = try YAMLDocument("a: &x\n  b: [1, 2]\nc: *x\nd: [*x, '*x', 2 * 3]\n", named: "file.yaml")
        let inner: JSON = ["b": [1, 2]]
        #expect(document.root == ["a": inner, "c": inner, "d": [inner, "*x", "2 * 3"]])
        #expect(document.place(of: "/c")?.line == 3)
        #expect(document.place(of: "/c/b")?.line == 2)
    }

    @Test func mergeKeysAreKeys() throws {
        #expect(try root("a: &x {b: 1}\nc: {<<: *x}\n") == ["a": ["b": 1], "c": ["<<": ["b": 1]]])
    }

    @Test(arguments: [
        ("a: *x\n", "file.yaml:1:4: this is not YAML: found undefined alias"),
        ("a: &x b\n*x : c\n", "file.yaml:2:1: a key must be plain text"),
        ("? [a]\n: b\n", "file.yaml:1:3: a key must be plain text"),
        ("a:\n  {b: c}: d\n", "file.yaml:2:3: a key must be plain text"),
        ("a: &x b\nc: {[*x]: d}\n", "file.yaml:2:5: a key must be plain text"),
        ("", "file.yaml: the file is empty."), ("# nothing\n", "file.yaml: the file is empty."),
        ("a: 1\n---\nb: 2\n", "file.yaml:"), ("people:\n - a: 1\n  b: 2\n", "file.yaml:3:"),
        ("a: \"b\nc: 1", "file.yaml:"),
    ])
    func whatCannotBeReadIsNamedWithItsPlace(text: String, problem: String) {
        #expect(error(text).hasPrefix(problem))
    }

    /// Nine lines that stand for some billions of values.
    private var laughs: String {
        "l0: &l0 [1, 2, 3]\n"
            + (1...12).map { level in
                "l\(level): &l\(level) [\((1...9).map { _ in "*l\(level - 1)" }.joined(separator: ", "))]\n"
            }.joined()
    }

    @Test func anchorsCannotMakeASmallFileAHugeValue() {
        #expect(error(laughs).contains("there is too much in the file"))
    }

    /// As a key the value would be hashed, before anybody counts: this test would not end.
    @Test(arguments: ["? *l12\n: x\n", "a: {*l12 : x}\n", "a: {[*l12]: x}\n", "? {a: *l12}\n: x\n"])
    func aKeyIsNotResolved(key: String) {
        #expect(error(laughs + key).contains("a key must be plain text"))
    }

    @Test func textCannotBeMultiplied() {
        let text =
            "a: &a \"\(String(repeating: "x", count: 1000))\"\nb: [\((0..<100).map { _ in "*a" }.joined(separator: ","))]"
        #expect(error(text, limits: JSONLimits(bytes: 2000)).contains("there is too much in the file"))
        #expect(error(text, limits: JSONLimits(bytes: 60_000)) == "none")
    }

    @Test func whatIsTooMuchIsRefused() {
        #expect(error("a: bc", limits: JSONLimits(bytes: 4)) == "file.yaml: the file has more than 4 bytes.")
        #expect(error("[[[1]]]", limits: JSONLimits(depth: 2)).contains("too deep"))
        #expect(error("[[1]]", limits: JSONLimits(depth: 2)) == "none")
        #expect(error("[1, 2]", limits: JSONLimits(values: 2)).contains("too much"))
        #expect(error(String(repeating: "[", count: 100_000)).hasPrefix("file.yaml:1:"))
    }

    @Test func placesAreThoseOfKeysAndElements() throws {
        let document = try YAMLDocument("a:\n  - b: 1\n    c:\n      d: 2\n", named: "file.yaml")
        #expect(document.place(of: "/a") == YAMLPlace(line: 1, column: 1))
        #expect(document.place(of: "/a/0/b") == YAMLPlace(line: 2, column: 5))
        #expect(document.place(of: "/a/0/c") == YAMLPlace(line: 3, column: 5))
        #expect(document.place(of: "/a/0/c/x/y") == YAMLPlace(line: 3, column: 5))
    }

    @Test func theErrorOfADecoderHasThePlaceOfTheMemberAtFault() throws {
        let document = try YAMLDocument("a: 1\nb:\n  known: 1\n  unknown: 2\n", named: "file.yaml")
        let error = JSONDecodingError(path: "/b", expected: "known", found: "also unknown")
        #expect(document.place(of: error)?.line == 4)
        #expect(document.place(of: JSONDecodingError(path: "/b", expected: "a", found: "nothing"))?.line == 2)
    }
}
