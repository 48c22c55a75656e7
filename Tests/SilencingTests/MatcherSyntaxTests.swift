import Silencing
import Testing

/// What Alertmanager's parsers (0.27 to 0.34, without feature flags) make of what people type.
@Suite struct MatcherSyntaxTests {
    private func written(_ text: String) throws -> [String] { try MatcherSyntax.read(text).map(\.description) }

    @Test(arguments: [
        (#"alertname=Disk"#, [#"alertname="Disk""#]), (#"{a="1",b!="2",}"#, [#"a="1""#, #"b!="2""#]),
        (#"{ a =~ "x.*" , b !~ y }"#, [#"a=~"x.*""#, #"b!~"y""#]), ("", []), ("{}", []),
        // Any UTF-8 since 0.27.
        ("ünïcode=😀", [#""ünïcode"="😀""#]), (#""with space"="a b""#, [#""with space"="a b""#]),
        (#""a.b"=~"c\\d""#, [#""a.b"=~"c\\d""#]), ("a-b=1", [#""a-b"="1""#]), (#""é"="\u00e9\x21""#, [#""é"="é!""#]),
        // What only the older parser can read keeps its meaning.
        ("a=b c", [#"a="b c""#]), ("a=", [#"a="""#]), ("a=~b{2}", [#"a=~"b{2}""#]), ("a=b=c", [#"a="b=c""#]),
        (#"a=~"x\.y""#, [#"a=~"x\\.y""#]), ("a='b'", [#"a="'b'""#]),
        // Both can read it and differ: the older one counts.
        (#"a="x\ty""#, [#"a="x\\ty""#]), (#"a="x\u0041""#, [#"a="x\\u0041""#]), (#"a="x\ny""#, [#"a="x\ny""#]),
        // A comma inside quotes ends nothing.
        (#"a="1,2",b=3"#, [#"a="1,2""#, #"b="3""#]),
    ])
    func readsWhatAlertmanagerReads(_ text: String, _ expected: [String]) throws {
        #expect(try written(text) == expected, "\(text)")
    }

    @Test(arguments: [
        ("=a", "(at character 1)"), ("a b=c", "=, !=, =~ or !~"), ("a=\"b", "does not end"),
        ("é=", "a value is expected"),
        ("{é=1", "a } is expected"), ("é=1}", "there is no {"), ("é=1 b=2", "a comma"),
        ("a=~\"(\"", "no regular expression"),
        ("é=1,,b=2", "the name"), ("{é=1}x", "nothing may follow"), ("é!1", "!= or !~"),
    ])
    func refusesWhatAlertmanagerRefusesAndSaysWhy(_ text: String, _ reason: String) {
        let error = #expect(throws: MatcherError.self) { try MatcherSyntax.read(text) }
        #expect(error.map { "\($0)".contains(reason) } == true, "\(text): \(String(describing: error))")
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        for matcher in [
            try LabelMatcher("a", .matches, #"x\.y|"z""#),
            try LabelMatcher("with space", .notEqual, "tab\tline\n\u{1}"),
            try LabelMatcher("\"", .matchesNot, ""),
        ] {
            let text = matcher.description
            // The older parser reads escapes otherwise; Alertmanager writes and reads so, too.
            let again = try #require(try MatcherSyntax.read(text).first)
            #expect(again.name == matcher.name && again.operation == matcher.operation)
        }
    }

    @Test(arguments: [
        ("a=b", "b", true), ("a=b", "bc", false), ("a!=b", "", true), ("a=~b.", "bc", true), ("a=~b", "bc", false),
        ("a!~b", "bc", true), ("a=", "", true), ("a=", "x", false), ("a=~.*", "", true), ("a=~.+", "", false),
        ("a!=", "x", true), ("a=~b|c", "c", true), ("a=~b|c", "bc", false),
    ])
    func comparesTheWholeValueAndNothingIsEmpty(_ text: String, _ value: String, _ expected: Bool) throws {
        #expect(try MatcherSyntax.read(text).allSatisfy { $0.matches(value) } == expected, "\(text) on \(value)")
    }

    @Test func matchersForEveryAlertAreRefused() throws {
        for text in ["", "a=", "a!=b", "a=~.*,b!=c", "a=~\"\""] {
            let matchers = try MatcherSyntax.read(text)
            #expect(throws: MatcherError.self, "\(text)") { try MatcherSyntax.check(matchers) }
        }
        try MatcherSyntax.check(try MatcherSyntax.read("a=~.+,b!=c"))
        let many = (0...MatcherSyntax.mostMatchers).map { "a\($0)=1" }.joined(separator: ",")
        #expect(throws: MatcherError.self) { try MatcherSyntax.read(many) }
    }
}
