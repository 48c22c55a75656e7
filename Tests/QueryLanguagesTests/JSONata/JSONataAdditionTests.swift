import JSON
import Testing

@testable import QueryLanguages

/// What the service adds to the language, and what is given from outside.
@Suite struct JSONataAdditionTests {
    @Test(arguments: [
        JSONataCase("$partition([1..5], 2)", "[[1,2],[3,4],[5]]"),
        JSONataCase("$partition([1, 2], 5)", "[[1,2]]"),
        JSONataCase("$partition([], 5)", "[]"),
        JSONataCase("$partition([1], 0)", error: "D3143"),
        JSONataCase("$partition([1], 1.5)", error: "D3143"),
        JSONataCase("$range(1, 9, 2)", "[1,3,5,7,9]"),
        JSONataCase("$range(3, 1, -1)", "[3,2,1]"),
        JSONataCase("$range(0, 1, 0.5)", "[0,0.5,1]"),
        JSONataCase("$range(7, 8, 5)", "7"),
        JSONataCase("$range(7, 8, 5)[]", "[7]"),
        JSONataCase("$count($range(7, 8, 5))", "1"),
        JSONataCase("$range(1, 0, 1)", nil),
        JSONataCase("$partition([0], 2)", "[[0]]"),
        JSONataCase("$range(1, 2, 0)", error: "D3144"),
        JSONataCase("$range(1, 5000, 1)", error: "D3145"),
        JSONataCase("$hash('abc', 'MD5')", #""900150983cd24fb0d6963f7d28e17f72""#),
        JSONataCase("$hash('abc', 'SHA-1')", #""a9993e364706816aba3e25717850c26c9cd0d89d""#),
        JSONataCase("$length($hash('abc', 'SHA-256'))", "64"),
        JSONataCase("$length($hash('abc', 'SHA-384'))", "96"),
        JSONataCase("$length($hash('abc', 'SHA-512'))", "128"),
        JSONataCase("$hash('abc', 'CRC')", error: "D3146"),
        JSONataCase(#"$parse('{"a": [1, 2.50]}').a[1]"#, "2.5"),
        JSONataCase("$parse('{')", error: "D3142"),
        JSONataCase("$parse(nothing)", nil, "{}"),
        JSONataCase("$random(1) = $random(1)", "true"),
        JSONataCase("$random(1) = $random(2)", "false"),
        JSONataCase("$random() < 1 and $random() >= 0", "true"),
        JSONataCase("$uuid() = $uuid()", "false"),
        JSONataCase(
            "$contains($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)", "true"),
        JSONataCase("$eval('1')", error: "T1006"),
        JSONataCase("$now()", #""2023-11-14T22:13:20.123Z""#),
        JSONataCase("$now('[Y]', '+0000')", #""2023""#),
        JSONataCase("$millis()", "1700000000123"),
        JSONataCase("$toMillis($now()) = $millis()", "true"),
        JSONataCase("$base64encode('hé') ~> $base64decode()", #""hé""#),
    ])
    func functions(_ case: JSONataCase) throws { try `case`.check() }

    @Test func randomnessIsGiven() throws {
        let expression = try JSONataExpression(parsing: "[$random(), $uuid(), $shuffle([1..20])]")
        func value(_ seed: UInt64) throws -> JSON? {
            try expression.evaluate(environment: JSONataEnvironment(milliseconds: 0, seed: seed))
        }
        #expect(try value(1) == value(1))
        #expect(try value(1) != value(2))
    }

    @Test func variablesComeFirst() throws {
        let expression = try JSONataExpression(parsing: "[$x.a, $sum, ($x := 5; $x), $x.a]")
        let value = try expression.evaluate(
            variables: ["x": ["a": 1], "sum": "mine"], environment: JSONataCase.environment)
        #expect(value == [1, "mine", 5, 1])
    }

    @Test func numbersKeepTheirForm() throws {
        let input = try JSON.parse(#"{"big":123456789012345678901234567890,"one":1.0,"e":1e2}"#)
        func text(_ expression: String) throws -> String? {
            try JSONataExpression(parsing: expression).evaluate(input, environment: JSONataCase.environment)?.text()
        }
        #expect(try text("$") == #"{"big":123456789012345678901234567890,"one":1.0,"e":1e2}"#)
        #expect(try text("[big, one, e]") == "[123456789012345678901234567890,1.0,1e2]")
        #expect(try text("{'a': big}") == #"{"a":123456789012345678901234567890}"#)
        #expect(try text("$string(big)") == #""123456789012345678901234567890""#)
        #expect(try text("one + 0") == "1")
        #expect(try text("big + 0") == "1.2345678901234568e+29")
        #expect(try text("1e21 + 0") == "1e+21")
        #expect(try text("1 / 1e7") == "1e-7")
    }

    @Test func undefinedIsReported() throws {
        for text in ["$doesNotExist", "a.b", "$states.input.x", "[][0]", "()"] {
            let value = try JSONataExpression(parsing: text).evaluate(
                variables: ["states": ["input": [:]]], environment: JSONataCase.environment)
            #expect(value == Optional<JSON>.none, "\(text)")
        }
    }
}
