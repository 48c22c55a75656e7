import LinearExpressions
import Testing

/// What Go's regexp answers to `^(?:pattern)$` (RE2 syntax, https://github.com/google/re2/wiki/Syntax).
@Suite struct LinearExpressionTests {
    @Test(arguments: [
        ("", "", true), ("", "a", false), ("a|b|", "", true), ("db-[0-9]+", "db-12", true),
        ("db-[0-9]+", "xdb-12", false),
        ("a.c", "abc", true), ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true), ("a|bc", "abc", false),
        ("5..", "503", true),
        ("(?i)disk", "DISK", true), ("(?i:d)isk", "Disk", true), ("(?i:d)isk", "DISK", false),
        ("(?i)k", "\u{212A}", true), ("(?i)[^k]", "K", false), ("(?i)straße", "STRAẞE", true),
        ("a{2,3}", "a", false), ("a{2,3}", "aaa", true), ("a{2,3}", "aaaa", false), ("a{2}", "aa", true),
        ("a{,2}", "a{,2}", true), ("a{", "a{", true), ("(ab)*?c", "ababc", true), ("x*", "", true),
        ("(a*)*", "aaa", true),
        (#"\d+\.\d"#, "10.5", true), (#"\d"#, "٣", false), (#"\w+"#, "a_1", true), (#"\w"#, "é", false),
        (#"\s"#, "\u{B}", false), (#"\S+"#, "ab", true), (#"\pL+"#, "Añb", true), (#"\p{Lu}"#, "a", false),
        (#"\P{Lu}"#, "a", true), (#"\p{^Lu}"#, "a", true), (#"[\p{Nd}x]+"#, "7x٣", true),
        ("[[:alpha:]]+", "ab", true), ("[[:^alpha:]]", "1", true), ("[[:word:]-]+", "a-b", true), ("[]a]+", "]a", true),
        ("[^]a]", "b", true), ("[a-]+", "a-", true), ("[-a]+", "-a", true), (#"[\]\-]+"#, "]-", true),
        (#"[^\n]"#, "\n", false), ("[^a]", "\n", true), ("[[:x]+", "[:x", true), (#"[\D5]+"#, "5a", true),
        (#"\x41\x{1F600}"#, "A😀", true), (#"\101"#, "A", true), (#"\Qa.b\E+"#, "a.bb", true), (#"\Q.*\E"#, ".*", true),
        (#"a\.b"#, "axb", false), ("a$b", "a$b", false), ("(?m)a$\\nb", "a\nb", true), ("a$\\nb", "a\nb", false),
        (#"\Aab\z"#, "ab", true), (#"a\b.b"#, "a b", true), (#"a\Bb"#, "ab", true), ("(?P<n>a)(?<m>b)", "ab", true),
        ("(?U)a+", "aaa", true), ("(?i-i)a", "A", false), ("((a)|b)+", "abba", true), ("é", "é", true),
    ])
    func matchesAsGoDoes(_ pattern: String, _ text: String, _ expected: Bool) throws {
        #expect(try LinearExpression(pattern).matchesWhole(text) == expected, "\(pattern) on \(text)")
    }

    @Test(arguments: [
        ("a(b", 1), ("a)b", 1), ("[a", 0), ("*a", 0), ("a**", 2), ("a|*", 2), (#"a\"#, 1), (#"(a)\1"#, 3), (#"\Z"#, 0),
        (#"\C"#, 0), ("(?=a)", 2), ("(?<=a)", 2), ("(?x)a", 2), ("a{2,1}", 1), ("a{1001}", 1), ("[b-a]", 1),
        ("[[:foo:]]", 1), (#"\p{Greek}"#, 0), (#"\x4"#, 0), ("(?P<>a)", 4), (#"\é"#, 0), ("(a", 0),
    ])
    func refusesWhatGoRefusesAndSaysWhere(_ pattern: String, _ offset: Int) {
        do {
            _ = try LinearExpression(pattern)
            Issue.record("\(pattern) was accepted")
        } catch {
            #expect(error.offset == offset, "\(pattern): \(error)")
        }
    }

    /// A machine that goes back would take ages for each of these.
    @Test(arguments: ["(a*)*b", "(a|a)*b", "(a+)+b", "(a?){30}a{30}b"])
    func takesTimeInProportionToTheText(_ pattern: String) throws {
        let expression = try LinearExpression(pattern)
        #expect(!expression.matchesWhole(String(repeating: "a", count: 4000)))
    }

    @Test func isBoundedWhateverIsTyped() {
        #expect(throws: LinearExpressionError.self) {
            try LinearExpression(String(repeating: "a", count: LinearExpression.longestPattern + 1))
        }
        #expect(throws: LinearExpressionError.self) { try LinearExpression("((a{100}){100}){100}") }
        #expect(throws: LinearExpressionError.self) {
            try LinearExpression(String(repeating: "(", count: 500) + String(repeating: ")", count: 500))
        }
    }
}
