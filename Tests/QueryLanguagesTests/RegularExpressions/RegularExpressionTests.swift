import Testing

@testable import QueryLanguages

/// Patterns with the first match they find, its groups after it; `nil` for none, "-" for a group that took no part.
@Suite struct RegularExpressionTests {
    private func first(_ pattern: String, _ text: String, _ options: RegularExpressionOptions = []) throws -> String? {
        let subject = RegularExpression.Subject(text)
        var steps = 1_000_000
        let expression = try RegularExpression(parsing: pattern, options: options)
        guard let match = try expression.firstMatch(in: subject, steps: &steps) else { return nil }
        var parts = ["\(match.range.lowerBound):" + subject.text(match.range)]
        for group in 0..<match.groupCount { parts.append(match.group(group + 1).map(subject.text) ?? "-") }
        return parts.joined(separator: "|")
    }

    @Test(
        arguments: [
            ("a", "cab", "1:a"), ("a|b", "xb", "1:b"), ("", "x", "0:"), ("ab*", "xabbb", "1:abbb"),
            ("ab*?", "abbb", "0:a"),
            ("ab+?c", "abbbc", "0:abbbc"), ("a{2}", "aaa", "0:aa"), ("a{2,}", "aaaa", "0:aaaa"),
            ("a{1,2}?", "aa", "0:a"),
            ("a{,2}", "a{,2}", "0:a{,2}"), ("x{", "x{", "0:x{"), ("(a)(b)?", "ac", "0:a|a|-"),
            ("(?:a)(b)", "ab", "0:ab|b"),
            ("(?<y>\\d{4})-\\k<y>", "2020-2020", "0:2020-2020|2020"), ("(a*)*", "b", "0:|-"), ("(a*)+", "b", "0:|"),
            ("(z)((a+)?(b+)?(c))*", "zaacbbbcac", "0:zaacbbbcac|z|ac|a|-|c"), ("^b", "ab", nil), ("b$", "ab", "1:b"),
            ("\\bb", "ab b", "3:b"), ("\\Bb", "ab", "1:b"), ("[a-c]+", "xabcd", "1:abc"), ("[^a-c]+", "abx-", "2:x-"),
            ("[\\d-]+", "a1-2", "1:1-2"), ("[]a]", "]", nil), ("[^]", "x", "0:x"), ("[a\\]]+", "a]", "0:a]"),
            ("\\d+\\.\\d", "a12.5", "1:12.5"), ("\\w+\\s\\W", "ab -", "0:ab -"), (".", "\n", nil),
            ("(.)\\1", "abccd", "2:cc|c"),
            ("\\1(a)", "aa", "0:a|a"), ("a(?=b)", "acab", "2:a"), ("a(?!b)", "abac", "2:a"),
            ("(?=(a+))a*b\\1", "baaabac", "3:aba|a"),
            ("(?!(a))b\\1", "b", "0:b|-"), ("\\x41\\u0042", "AB", "0:AB"), ("\\cJ", "\n", "0:\n"),
            ("\\p{Lu}", "aÉ", "1:É"),
            ("\\/", "/", "0:/"), ("a\\-b", "a-b", "0:a-b"), ("😀+", "a😀😀", "1:😀😀"),
            ("(a|ab)(c|bcd)(d*)", "abcd", "0:abcd|a|bcd|"),
            ("(?:a|b)+?$", "abab", "0:abab"), ("(?:)*x", "x", "0:x"), ("(a?)*?b", "aab", "0:aab|a"),
            ("[\\s\\S]", "\n", "0:\n"),
        ] as [(String, String, String?)])
    func finds(pattern: String, text: String, expected: String?) throws {
        #expect(try first(pattern, text) == expected)
    }

    /// As node 18 finds them: the inside of a look-behind is matched from its end.
    @Test(
        arguments: [
            ("(?<=EUR )[0-9]+", "x EUR 15", "6:15"),
            ("(?<!EUR )\\b[0-9]+", "EUR 15 USD 7", "11:7"),
            ("(?<=(\\d+)(\\d+))$", "1053", "4:|1|053"),
            ("(?<=(\\d{1,2}?)(\\d))x", "123x", "3:x|2|3"),
            ("(?<=a|bc)d", "abcd", "3:d"),
            ("(?<!a|bc)d", "bcd ed", "5:d"),
            ("(?<=(a)\\1)b", "aab", "2:b|a"),
            ("(?<=\\1(a))b", "aab", "2:b|a"),
            ("(?<=^|,)[^,]*", "a,b", "0:a"),
            ("(?<=^)a", "ba", nil),
            ("(?<=a(?=bc)b)c", "abc", "2:c"),
            ("(?<=(?<!x)a)b", "xab ab", "5:b"),
            ("(?<=a{2,3})b", "ab aab", "5:b"),
            ("(?<=(?:ab)+)c", "xababc", "5:c"),
            ("(?<=.*;)z", "a;yz", nil),
            ("(?<=\\bab)c", "abc", "2:c"),
            ("(?<=)a", "a", "0:a"),
            ("(?=(?<=a)b)b", "ab", "1:b"),
            ("(?<=(?<q>['\"]).*)\\k<q>", "'a'", "2:'|'"),
            ("(?<=😀)a", "😀a", "1:a"),
        ] as [(String, String, String?)])
    func looksBehind(pattern: String, text: String, expected: String?) throws {
        #expect(try first(pattern, text) == expected)
    }

    @Test func looksBehindWithinTheBudget() throws {
        let expression = try RegularExpression(parsing: "(?<=x(?:a+)+)b")
        let subject = RegularExpression.Subject(String(repeating: "a", count: 40) + "b")
        var steps = 10_000
        #expect(throws: EvaluationError(.steps)) { _ = try expression.firstMatch(in: subject, steps: &steps) }
    }

    @Test func knowsItsOptions() throws {
        #expect(try first("ab[C-D]é", "xABcÉ", .ignoresCase) == "1:ABcÉ")
        #expect(try first("(a)\\1", "aA", .ignoresCase) == "0:aA|a")
        #expect(try first("^b$", "a\nb\nc", .multiline) == "2:b")
        #expect(try first("[^a]", "A", .ignoresCase) == nil)
    }

    @Test(arguments: [
        "(", ")", "(a", "a)", "[a", "*", "a**", "+a", "?", "a{2}{3}", "a{3,2}", "\\", "(?<a", "(?<a>.)(?<a>.)",
        "\\k<b>",
        "(?<=a)*b", "(?<=a", "[b-a]", "\\p{Xx}", "^*", "(a)\\2", "a{99999}", "(?i)a",
    ])
    func refuses(pattern: String) {
        #expect(throws: RegularExpressionError.self) { try RegularExpression(parsing: pattern) }
    }

    @Test func matchesWholes() throws {
        var steps = 10_000
        let expression = try RegularExpression(parsing: "a|ab")
        #expect(try expression.matchesWhole(.init("ab"), steps: &steps))
        #expect(try !expression.matchesWhole(.init("abc"), steps: &steps))
    }

    @Test(arguments: ["(a+)+$", "(a|a)*$", "(a|aa)+$", "(.*)*x$", "(?:(?:a*)*)*b", "(a*?)*?b"])
    func endsWhenTheBudgetIsSpent(pattern: String) throws {
        let subject = RegularExpression.Subject(String(repeating: "a", count: 60) + "!")
        var steps = 200_000
        let expression = try RegularExpression(parsing: pattern)
        #expect(throws: EvaluationError(.steps)) { try expression.firstMatch(in: subject, steps: &steps) }
    }

    @Test func takesLongTextsWithoutStack() throws {
        let subject = RegularExpression.Subject(String(repeating: "ab", count: 100_000))
        var steps = 5_000_000
        let match = try RegularExpression(parsing: "(?:a|b)*").firstMatch(in: subject, steps: &steps)
        #expect(match?.range == 0..<200_000)
        #expect(throws: RegularExpressionError.self) {
            try RegularExpression(parsing: String(repeating: "(", count: 100_000))
        }
        #expect(throws: RegularExpressionError.self) { try RegularExpression(parsing: "((a{1000}){1000}){1000}") }
    }
}
