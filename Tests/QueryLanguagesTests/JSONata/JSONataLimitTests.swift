import JSON
import Testing

@testable import QueryLanguages

/// Expressions that want too much end with an error, and take neither the stack nor the memory.
@Suite struct JSONataLimitTests {
    private func evaluate(_ text: String, _ limits: EvaluationLimits = .default) throws(JSONataError) -> JSON? {
        try JSONataExpression(parsing: text).evaluate(environment: JSONataCase.environment, limits: limits)
    }

    @Test(arguments: [
        ("($f := function() { $f() + 1 }; $f())", EvaluationError.Code.depth),
        ("($f := function($n) { 1 + $map([1], function($x) { $f($n) }) }; $f(1))", .depth),
        ("($f := function($n) { $f($n + 1) }; $f(0))", .steps),
        ("($f := function($n, $x) { $n = 0 ? $x : $f($n - 1, {'a': $x}) }; $f(9999, 1))", .depth),
        ("($f := function($n, $g) { $n = 0 ? $g(1) : $f($n - 1, $g ~> $string) }; $f(9999, $abs))", .depth),
        ("($f := function($n, $g) { $n = 0 ? $g(1) : $f($n - 1, $g(?)) }; $f(9999, $abs))", .depth),
        ("($f := function($s) { $f($s & $s) }; $f('a'))", .stringBytes),
        ("($f := function($s) { $f($append($s, $s)) }; $f([1]))", .elements),
        ("($f := function($n, $x) { $n = 0 ? $x : $f($n - 1, {'a': $x, 'b': $x}) }; $f(60, 1))", .elements),
        ("($f := function($n, $x) { $n = 0 ? $x : $f($n - 1, [[$x], [$x]]) }; $string($f(60, 1)))", .elements),
        ("$contains($pad('', 99999, 'a'), $pad('', 50000, 'a') & 'b')", .steps),
        ("$pad('a', 1e15)", .stringBytes),
        ("$pad('a', -9e300)", .stringBytes),
        ("$replace($pad('', 9999, 'a'), 'a', $pad('', 9999, 'b'))", .stringBytes),
        ("$join([1..500].($pad('', 999, 'b')))", .stringBytes),
        ("$formatInteger(1e15, 'I')", .stringBytes),
        ("[1..300000]", .elements),
        ("$sum([1..3000].($x := $; $sum([1..3000].($ * $x))))", .steps),
        ("$replace('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/, '')", .steps),
        ("$sort([1..2000], function($a, $b) { $count([1..2000]) > 0 })", .steps),
    ])
    func ends(expression: String, code: EvaluationError.Code) {
        let limits = EvaluationLimits(steps: 100_000, elements: 10_000, stringBytes: 100_000)
        let error = #expect(throws: JSONataError.self) { try evaluate(expression, limits) }
        #expect(error?.limit == code, "\(expression) ends with \(String(describing: error))")
    }

    /// What grows is charged for what is added, not each time for all that is there.
    @Test(arguments: [
        ("$length($join([1..3000].($pad('', 32, 'x')), '-'))", JSON.int(98_999)),
        ("$length($replace($pad('', 30000, 'ab'), /a/, 'b'))", 30_000),
        ("$length($replace($pad('', 30000, 'ab'), 'a', 'b'))", 30_000),
        ("$length($replace($pad('', 30000, 'ab'), /a/, function($m) { 'b' }))", 30_000),
        ("$length($reduce([1..3000], function($a, $b) { $a & $pad('', 32, 'x') }, ''))", 96_000),
        ("$count($reduce([1..3000], function($a, $b) { $append($a, $b) }, []))", 3000),
        ("$count($keys($reduce([1..2000], function($a, $b) { $merge([$a, {$string($b): $b}]) }, {})))", 2000),
        ("$count($distinct([1..3000].{'a': $}))", 3000),
        ("$count($distinct([1..3000].{'a': $ % 7, 'b': [$ % 7]}))", 7),
        ("$count($split($pad('', 30000, 'a,'), ','))", 15_001),
        ("$count($match($pad('', 30000, 'ab'), /a/))", 15_000),
        ("$length($join([1..3000].('line ' & $)))", 25_893),
    ])
    func chargesEachStepOnce(expression: String, expected: JSON) throws {
        #expect(try evaluate(expression) == expected, "\(expression)")
    }

    @Test(arguments: [
        "(", "[", "{'a':", "-", "$f(", "a[", "a?", "$a:=", "function($x){", "|", "a^(", "a{b:", "1?1:", "[[",
    ])
    func limitsNestingOfText(opening: String) {
        #expect(throws: JSONataError.self) { try JSONataExpression(parsing: String(repeating: opening, count: 50_000)) }
    }

    @Test(arguments: ["1+", "a.", "%.", "a@$b.", "a#$b.", "a~>", "a&", "a and "])
    func limitsChains(link: String) {
        #expect(throws: JSONataError.self) {
            try JSONataExpression(parsing: String(repeating: link, count: 50_000) + "a")
        }
    }

    /// The largest depth that can be asked for fits the stacks of tasks.
    @Test(arguments: [
        "($f := function() { 1 + $f() }; $f())",
        "($f := function() { $map([1, 2], function($x) { $f() }) }; $f())",
        "($f := function() { [1, 2].($f())[0] }; $f())",
        "($f := function() { [1, 2]^($f()) }; $f())",
        "($f := function() { {'a': $f()} }; $f())",
        "($f := function() { $sort([1, 2], function($a, $b) { $f() }) }; $f())",
        "($f := function() { $replace('a', /a/, function($m) { $f() }) }; $f())",
        "($f := function() { ({'a': 1} ~> |$|{'b': $f()}|) }; $f())",
        "($f := function() { [1]@$x.[2]#$i[$f()] }; $f())",
    ])
    func deepestRecursionFitsTheStack(expression: String) {
        let error = #expect(throws: JSONataError.self) { try evaluate(expression, EvaluationLimits(depth: .max)) }
        #expect(error?.limit == .depth)
    }

    @Test func callsInTailPositionNeedNoStack() throws {
        let sum = "($f := function($n, $a) { $n = 0 ? $a : $f($n - 1, $a + $n) }; $f(5000, 0))"
        #expect(try evaluate(sum) == 12_502_500)
        let mutual = """
            ($even := function($n) { $n = 0 ? true : $odd($n - 1) };
             $odd := function($n) { $n = 0 ? false : $even($n - 1) }; $even(3001))
            """
        #expect(try evaluate(mutual) == false)
    }

    @Test func recursionOfAHundredIsFine() throws {
        let factorial = "($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(120) > 1e190)"
        #expect(try evaluate(factorial) == true)
    }
}
