import JSON
import SoclessDialect
import Testing

/// What the resolver does better than SOCless, by default.
@Suite struct ParameterResolverTests {
    private let resolver = ParameterResolver(context: TemplateRowsTests.context, lookups: TemplateRowsTests.lookups)

    @Test(
        arguments: [
            // Text keeps its type.
            ("123", "123"), ("007", "007"), ("", ""), ("True", "True"), ("[1, 2]", "[1, 2]"), ("1,2", "1,2"),
            ("...", "..."),
            ("$.artifacts.event.details.digits", "42"), ("$.artifacts.event.details.yes", "True"),
            ("$.artifacts.event.details.empty", ""), ("vault:num.txt", "123"), ("{# nothing #}", ""),
            ("{{ 1 }}{{ 2 }}", "12"), ("{{ '5' }}", "5"),
            // What is not text keeps its type, too.
            ("$.artifacts.event.details.count", 3), ("{{ 1 + 1 }}", 2), ("{{ [1, 'a'] }}", [1, "a"]),
            ("$.artifacts.event.details.list", [1, "two", ["b": 2]]), ("{{ none }}", nil),
            ("{% if true %}{{ {'a': 1} }}{% endif %}", ["a": 1]),
            // Paths and their conversion.
            ("$.results.Find.id", "U7"), ("$.artifacts.event.details.digits!json", 42),
            ("$.artifacts.event.details.map!json", ["k": "v", "n": 1]), ("$.artifacts.event.details.items", "shadow"),
            ("{{ context.artifacts.event.details.items }}", "shadow"), ("$.artifacts.event.details['dash-key']", "dk"),
            // The vault, also behind a path.
            ("vault:data.json!json", ["hello": [1, 2]]), ("$.artifacts.event.details.ref", "from the vault"),
            // What Python iterates over is a list.
            ("{{ [1, 2] | map('string') }}", ["1", "2"]), ("{{ range(3) }}", [0, 1, 2]),
            ("{{ {'a': 1}.items() }}", [["a", 1]]), ("{% set x %}{% endset %}[{{ x }}]", "[]"),
        ] as [(String, JSON)])
    func resolves(_ parameter: String, to expected: JSON) throws {
        #expect(try resolver.resolve(.string(parameter)) == expected)
    }

    @Test(arguments: [
        ("{{ nope }}", "SoclessBootstrapError", "'nope' is undefined"),
        ("$.artifacts.event.details.nope", "SoclessBootstrapError", "'dict object' has no attribute 'nope'"),
        ("{{ 'a' if false }}", "SoclessBootstrapError", "evaluated to false and no else section"),
        ("{{ 1 + }}", "TemplateSyntaxError", "unexpected 'end of print statement'"),
        ("{{ 'a' | nosuch }}", "TemplateAssertionError", "No filter named 'nosuch'."),
        ("{% include 'x' %}", "Unsupported", "{% include %}"), ("{{ lipsum() }}", "Unsupported", "lipsum()"),
        ("{{ ''.__class__ }}", "Unsupported", "__class__"), ("{{ 'a'.encode() }}", "Unsupported", "str.encode()"),
        ("$.execution_id!int", "Unsupported", "!int"), ("vault:none.txt", "SoclessBootstrapError", "none.txt"),
        ("{{ env('AWS_SESSION_TOKEN') }}", "SoclessBootstrapError", "disallowed env var"),
        ("{{ range }}", "TypeError", "not JSON serializable"),
    ])
    func refuses(_ parameter: String, _ kind: String, _ message: String) {
        let error = #expect(throws: TemplateError.self) { try resolver.resolve(.string(parameter)) }
        #expect(error?.kind.rawValue == kind)
        #expect(error?.message.contains(message) ?? false, "\(String(describing: error))")
    }

    @Test func goesThroughObjectsAndArraysButNotTheirKeys() throws {
        let resolved = try resolver.resolve(["$.x": ["a {{ 1 }}", 2, nil], "n": ["m": "$.execution_id"]])
        #expect(resolved == ["$.x": ["a 1", 2, nil], "n": ["m": "e-1"]])
    }

    @Test func keepsContextAndLiteralsOfBigNumbers() throws {
        let resolver = ParameterResolver(context: [
            "n": .number(try #require(JSONNumber(text: "123456789012345678901")))
        ])
        #expect(try resolver.resolve("{{ context.n + 1 }}").numberValue?.text == "123456789012345678902")
    }

    @Test func drawsFromTheGivenSeed() throws {
        func draw(_ seed: UInt64) throws -> JSON {
            try ParameterResolver(context: [:], lookups: ParameterTables(seed: seed))
                .resolve("{{ range(1000000) | random }}")
        }
        #expect(try draw(1) == draw(1))
        #expect(try draw(1) != draw(2))
    }

    @Test(arguments: [
        ("{{ datetime_from_now() }}", "2023-11-14T22:13:20+00:00"),
        ("{{ datetime_from_now(days=-1, minutes=30) }}", "2023-11-13T22:43:20+00:00"),
        ("{{ datetime_from_now(seconds=0.5, tz='Asia/Kolkata') }}", "2023-11-15T03:43:20.500000+05:30"),
        ("{{ 1700000000 | fromtimestamp('America/New_York') }}", "2023-11-14T17:13:20-05:00"),
        ("{{ fromtimestamp(-62135596800) }}", "0001-01-01T00:00:00+00:00"),
        ("{{ fromtimestamp('951782400') }}", "2000-02-29T00:00:00+00:00"),
    ])
    func tellsTheGivenTime(_ template: String, _ expected: String) throws {
        let resolver = ParameterResolver(context: [:], lookups: ParameterTables(now: 1_700_000_000))
        #expect(try resolver.resolve(.string(template)) == .string(expected))
    }

    private struct Source: AsyncParameterLookups {
        func value(of lookup: ParameterLookup) async throws -> String? {
            switch lookup {
            case .vault(let id): "content of \(id)"
            case .secret(let path): path == "/none" ? nil : "secret of \(path)"
            case .environment: nil
            }
        }
    }

    @Test func fetchesWhatIsMissingAndBeginsAnew() async throws {
        let resolver = ParameterResolver(context: ["id": "vault:b"])
        let parameters: JSON = ["x": "vault:a", "y": "$.id", "z": "{{ secret('/s') ~ vault('a') }}"]
        let resolved = try await resolver.resolve(parameters, fetching: Source())
        #expect(resolved == ["x": "content of a", "y": "content of b", "z": "secret of /scontent of a"])
        await #expect(throws: TemplateError.self) {
            try await resolver.resolve("{{ secret('/none') }}", fetching: Source())
        }
    }
}
