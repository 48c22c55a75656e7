import JSON
import SoclessDialect
import Testing

/// Random templates: every one ends, with a value or an error.
@Suite struct TemplateFuzzTests {
    private static let pieces = [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", " ", "\n", "if", "for", "in", "else", "endif", "endfor", "set",
        "endset", "macro", "endmacro", "call", "endcall", "filter", "endfilter", "with", "endwith", "raw", "endraw",
        "x",
        "y", "context", ".a", ".b.c", "[0]", "['k']", "[1:2]", "[::-1]", "(", ")", "[", "]", "{", "}", "'t'", "\"q\"",
        "1", "2.5", "10**9", "'x'*9", "true", "none", "|", "upper", "join", "map('upper')", "sort", "list", "tojson",
        "format(1)", "default(1)", "groupby('a')", "truncate(3)", "wordwrap(2)", "pprint", "urlize", "is", "not",
        "defined", "odd", "and", "or", "~", "*", "//", "%", "==", "<", ",", "=", ":", "loop.index", "loop(x)",
        "namespace(a=1)", "range(9)", "dict(a=1)", "\\", "é", "\u{1F600}", "a\u{301}", "007", "'''", "b'x'", "1e5",
        "0x1",
        "$.", "vault:", "!json", "secret('s')", "%s", "recursive", "caller()", "m()", "block b", "endblock", "self.b()",
    ]

    @Test(arguments: [SoclessCompatibility.corrected, .recorded])
    func everyTemplateEnds(_ compatibility: SoclessCompatibility) {
        var random = SeededRandom(seed: compatibility == .recorded ? 7 : 8)
        let resolver = ParameterResolver(
            context: ["a": [1, "x", ["k": nil]], "b": ["c": "{{ x }}"]],
            lookups: ParameterTables(vault: ["": "v"], secrets: ["s": "{{"]), compatibility: compatibility,
            limits: TemplateLimits(source: 4096, steps: 5000, size: 20_000, depth: 40))
        var values = 0
        for _ in 0..<1500 {
            let template = Self.template(&random)
            if (try? resolver.examine(.string(template))) != nil { values += 1 }
            _ = try? resolver.template(template)
        }
        #expect(values > 0)
    }

    /// Pieces in a row; mostly within a tag, so that some of them can be read.
    private static func template(_ random: inout SeededRandom) -> String {
        var result = ""
        for _ in 0..<random.below(4) {
            let body = (0...random.below(8)).map { _ in pieces[random.below(pieces.count)] }.joined(separator: " ")
            switch random.below(4) {
            case 0: result += body
            case 1: result += "{% if x is defined %}{{ \(body) }}{% endif %}"
            default: result += "{{ \(body) }}"
            }
        }
        return result
    }
}

/// SplitMix64.
struct SeededRandom {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(max(bound, 1)))
    }
}
