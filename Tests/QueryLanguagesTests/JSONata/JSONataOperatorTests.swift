import JSON
import Testing

@testable import QueryLanguages

@Suite struct JSONataOperatorTests {
    @Test(arguments: [
        JSONataCase("1 + 2 * 3", "7"),
        JSONataCase("(1 + 2) * 3", "9"),
        JSONataCase("7 % 4", "3"),
        JSONataCase("-7 % 4", "-3"),
        JSONataCase("-(3)", "-3"),
        JSONataCase("- x", "-5", #"{"x":5}"#),
        JSONataCase("0.1 + 0.2", "0.30000000000000004"),
        JSONataCase("$string(0.1 + 0.2)", #""0.3""#),
        JSONataCase("x + 1", nil, "{}"),
        JSONataCase("1 / 0", error: "D1001"),
        JSONataCase("1 / 0 + 1", error: "D1001"),
        JSONataCase("'a' + 1", error: "T2001"),
        JSONataCase("1 + 'a'", error: "T2002"),
        JSONataCase("-'a'", error: "D1002"),
        JSONataCase("true + 1", error: "T2001"),
    ])
    func arithmetic(of case: JSONataCase) throws { try `case`.check() }

    @Test(arguments: [
        JSONataCase("1 = 1.0", "true"),
        JSONataCase("'1' = 1", "false"),
        JSONataCase("[1, {'a': 2}] = [1, {'a': 2}]", "true"),
        JSONataCase("null = null", "true"),
        JSONataCase("a = b", "false", "{}"),
        JSONataCase("a != b", "false", "{}"),
        JSONataCase("1 != 2", "true"),
        JSONataCase("1 < 2 and 2 <= 2 and 3 > 2 and 3 >= 3", "true"),
        JSONataCase("'a' < 'b'", "true"),
        JSONataCase("'B' < 'a'", "true"),
        JSONataCase("a < 1", nil, "{}"),
        JSONataCase("1 < 'a'", error: "T2009"),
        JSONataCase("true < 1", error: "T2010"),
        JSONataCase("1 in [1, 2]", "true"),
        JSONataCase("3 in [1, 2]", "false"),
        JSONataCase("'a' in 'a'", "true"),
        JSONataCase("a in [1]", "false", "{}"),
    ])
    func comparisons(of case: JSONataCase) throws { try `case`.check() }

    @Test(arguments: [
        JSONataCase("true and 1", "true"),
        JSONataCase("0 or ''", "false"),
        JSONataCase("[0] or [[]]", "false"),
        JSONataCase("false and $error('no')", "false"),
        JSONataCase("true or $error('no')", "true"),
        JSONataCase("a and true", "false", "{}"),
        JSONataCase("true ? 1 : 2", "1"),
        JSONataCase("{} ? 1 : 2", "2"),
        JSONataCase("false ? 1", nil),
        JSONataCase("a ?: 5", "5", #"{"a":0}"#),
        JSONataCase("a ?: 5", "3", #"{"a":3}"#),
        JSONataCase("a ?? 5", "0", #"{"a":0}"#),
        JSONataCase("a ?? 5", "null", #"{"a":null}"#),
        JSONataCase("b ?? 5", "5", #"{"a":0}"#),
    ])
    func logic(of case: JSONataCase) throws { try `case`.check() }

    @Test(arguments: [
        JSONataCase("'a' & 1 & true & null", #""a1truenull""#),
        JSONataCase("'a' & x & [1, 'b']", #""a[1,\"b\"]""#, "{}"),
        JSONataCase("x & y", #""""#, "{}"),
        JSONataCase("[1..3]", "[1,2,3]"),
        JSONataCase("[3..1]", "[]"),
        JSONataCase("[0, 5..6, 9]", "[0,5,6,9]"),
        JSONataCase("[1.5..3]", error: "T2003"),
        JSONataCase("[1..'a']", error: "T2004"),
        JSONataCase("[1..100000000]", error: "D2014"),
        JSONataCase("[1..9000000]", error: "U1001"),
        JSONataCase("($x := 5; $x + 1)", "6"),
        JSONataCase("($x := 5; ($x := 6); $x)", "5"),
        JSONataCase("($x := $y := 2; [$x, $y])", "[2,2]"),
        JSONataCase("()", nil),
        JSONataCase("1 := 2", error: "S0212"),
    ])
    func othersOf(_ case: JSONataCase) throws { try `case`.check() }

    @Test(arguments: [
        ("'a' + 1", #"The left side of the "+" operator must evaluate to a number"#),
        ("$sum('a')", #"Argument 1 of function "sum" must be an array of "numbers""#),
        ("$length(1)", #"Argument 1 of function "length" does not match function signature"#),
        ("sum(1)", "Attempted to invoke a non-function. Did you mean $sum?"),
        ("nothing(1)", "Attempted to invoke a non-function"),
        ("$error('broken')", "broken"),
        ("$number('x')", #"Unable to cast value to a number: "x""#),
        ("1 < 'a'", #"The values 1 and "a" either side of operator "<" must be of the same data type"#),
    ])
    func messages(expression: String, message: String) {
        let error = #expect(throws: JSONataError.self) {
            try JSONataExpression(parsing: expression).evaluate(["a": 1], environment: JSONataCase.environment)
        }
        #expect(error?.message == message)
    }
}
