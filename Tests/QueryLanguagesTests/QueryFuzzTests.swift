import JSON
import Testing

@testable import QueryLanguages

/// Texts that are put together at random, by seeds: whatever they are, each ends with a result or a defined error.
@Suite struct QueryFuzzTests {
    private static let input: JSON = [
        "a": [["b": 1, "c": "x"], ["b": 2, "c": ["y", "z"]], ["d": nil]], "b": ["c": ["a": true, "b": 1.5]],
        "c": "text",
        "n": 12, "e": [], "o": [:],
    ]

    private static let limits = EvaluationLimits(steps: 3000, elements: 2000, stringBytes: 5000)

    private static func text(_ words: [String], _ count: Int, _ numbers: inout SeededNumbers) -> String {
        (0..<count).map { _ in words.randomElement(using: &numbers) ?? "" }.joined()
    }

    @Test(arguments: 0..<4) func jsonPaths(seed: Int) {
        let words = [
            "$", ".", "..", "[", "]", "*", "?", "@", "(", ")", "'a'", "\"b\"", "a", "b", "c", "0", "-1", ":", ",", "==",
            "<", "&&", "||", "!", "length(", "count(", "match(", "search(", "value(", "1.5", "true", "null", " ", "\\",
            "'[a-z]+'", "[*]", "[0:2]", "[?@.b]", "[?@.b>1]",
        ]
        var numbers = SeededNumbers(seed: UInt64(seed))
        for round in 0..<400 {
            let text = "$" + Self.text(words, 1 + round % 14, &numbers)
            guard let path = try? JSONPath(parsing: text) else { continue }
            do throws(EvaluationError) {
                _ = try path.values(in: Self.input, limits: Self.limits)
            } catch {
                #expect(error.code == .steps || error.code == .elements, "\(text)")
            }
        }
    }

    @Test(arguments: 0..<4) func regularExpressions(seed: Int) {
        let words = [
            "a", "b", ".", "*", "+", "?", "(", ")", "(?:", "(?=", "(?!", "(?<n>", "\\k<n>", "|", "[", "]", "[^", "a-c",
            "{2}",
            "{1,3}", "{2,}", "^", "$", "\\b", "\\B", "\\d", "\\w", "\\S", "\\1", "\\2", "\\", "\\u0061", "\\p{L}", "-",
            "é",
        ]
        var numbers = SeededNumbers(seed: UInt64(seed))
        let subject = RegularExpression.Subject("abcabcaab bbéa1")
        for round in 0..<600 {
            let pattern = Self.text(words, 1 + round % 12, &numbers)
            let options = RegularExpressionOptions(rawValue: UInt8(round % 4))
            guard let expression = try? RegularExpression(parsing: pattern, options: options) else { continue }
            var steps = 5000
            do throws(EvaluationError) {
                guard let match = try expression.firstMatch(in: subject, steps: &steps) else { continue }
                #expect(match.range.upperBound <= subject.scalars.count, "\(pattern)")
            } catch {
                #expect(error.code == .steps, "\(pattern)")
            }
        }
    }

    private static let words = [
        "a", "b", "c", "n", "nothing", "$", "$$", "%", "*", "**", ".", ".", ".", "[", "]", "[]", "(", ")", "{", "}",
        ":", ",",
        ";", "1", "0", "-1", "2.5", "'x'", "\"\"", "true", "null", "+", "-", "/", "&", "=", "!=", "<", ">", "and ",
        "or ",
        " in ", "~>", "?", "?:", "??", "^(", "@$v", "#$i", "$v", "$i", "$f", ":=", "..", "|", "/a+/", "function($v){",
        "$map(", "$sum(", "$string(", "$filter(", "$reduce(", "$sort(", "$split(", "$replace(", "$pad(", "$append(",
        "$formatNumber(", "$fromMillis(", "$each(", "$merge(", "$lookup(", "$parse(", "$range(", "[0]", "[b=1]",
        "{b:c}",
        ".(", ".{'k':", "$sum", "$uppercase", " ",
    ]

    @Test(arguments: 0..<6) func jsonataOfWords(seed: Int) {
        var numbers = SeededNumbers(seed: UInt64(seed))
        for round in 0..<500 { Self.run(Self.text(Self.words, 1 + round % 16, &numbers)) }
    }

    @Test(arguments: 0..<6) func jsonataOfGrammar(seed: Int) {
        var numbers = SeededNumbers(seed: UInt64(seed) + 1000)
        for _ in 0..<250 { Self.run(Self.expression(4, &numbers)) }
    }

    private static func run(_ text: String) {
        do throws(JSONataError) {
            let expression = try JSONataExpression(parsing: text)
            _ = try expression.evaluate(input, environment: JSONataCase.environment, limits: limits)
        } catch {
            #expect(error.message != "Unknown error", "\(text)")
        }
    }

    /// A text that is an expression by the grammar, though not always one by its rules.
    private static func expression(_ depth: Int, _ numbers: inout SeededNumbers) -> String {
        func next(_ options: [String]) -> String { options.randomElement(using: &numbers) ?? "" }
        guard depth > 0 else {
            return next([
                "a", "b", "c", "n", "$", "$$", "1", "0", "-2", "'x'", "true", "null", "nothing", "*", "$v", "%",
            ])
        }
        let one = expression(depth - 1, &numbers)
        let other = expression(depth - 1, &numbers)
        switch Int.random(in: 0..<22, using: &numbers) {
        case 0...3: return "\(one).\(other)"
        case 4, 5: return "\(one)[\(other)]"
        case 6: return "(\(one))[]"
        case 7: return "[\(one), \(other)]"
        case 8: return "{'k': \(one), $string(\(other)): 1}"
        case 9: return "\(one){$string($): \(other)}"
        case 10: return "(\(one))^(\(next(["<", ">", ""]))\(other))"
        case 11:
            return
                "(\(one)) \(next(["+", "-", "*", "/", "%", "=", "<", "&", "and", "or", "in", "~>", "?:", "??"])) (\(other))"
        case 12: return "(\(one) ? \(other) : \(one))"
        case 13: return "($v := \(one); \(other))"
        case 14: return "$map(\(one), function($v, $i) { \(other) })"
        case 15: return "$\(next(["filter", "sift", "each", "single"]))(\(one), function($v) { \(other) })"
        case 16: return "$reduce(\(one), function($p, $v) { \(other) })"
        case 17: return "\(one)@$v.\(other)"
        case 18: return "\(one)#$i.\(other)"
        case 19: return "(\(one) ~> |\(other)|{'z': \(one)}, 'b'|)"
        case 20: return "(\(one)).%.\(other)"
        default:
            return
                "$\(next(["string", "count", "keys", "spread", "distinct", "sort", "reverse", "sum", "type"]))(\(one))"
        }
    }
}
