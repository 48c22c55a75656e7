import JSON
import SoclessDialect
import Testing

/// Templates beside what Jinja and Python make of them.
@Suite struct TemplateRowsTests {
    static let context: JSON = [
        "execution_id": "e-1",
        "artifacts": [
            "event": [
                "details": [
                    "user": "Ada", "count": 3, "ratio": 0.5, "flag": true, "none": nil, "list": [1, "two", ["b": 2]],
                    "map": ["k": "v", "n": 1], "digits": "42", "zeros": "007", "yes": "True", "empty": "",
                    "html": "<i>&\"x'</i>", "dash-key": "dk", "items": "shadow", "ref": "vault:note.txt",
                    "text": "naïve",
                ]
            ]
        ],
        "results": ["Find": ["id": "U7"]],
        "errors": [:],
    ]
    static let lookups = ParameterTables(
        vault: ["note.txt": "from the vault", "data.json": #"{"hello":[1,2]}"#, "num.txt": "123"],
        secrets: ["/app/token": "s3cret"], environment: ["AWS_REGION": "us-east-1"])

    private let resolver = ParameterResolver(context: context, lookups: lookups, compatibility: .recorded)

    private static func rows(_ table: String) -> [(template: String, expected: String)] {
        table.split(separator: "\n").map { line in
            let parts = line.replacing("␤", with: "\n").split(separator: " ⇒ ", omittingEmptySubsequences: false)
            return (parts.dropLast().joined(separator: " ⇒ "), String(parts[parts.count - 1]))
        }
    }

    /// `type value`, `type =` for what JSON has no form for, `! Error: message`; with `?` when there was a warning.
    private func outcome(_ template: String) -> (text: String, value: JSON?) {
        do throws(TemplateError) {
            let resolved = try resolver.examine(.string(template))
            let mark = resolved.warnings.isEmpty ? "" : " ?"
            guard let value = resolved.value else {
                let shown = resolved.representation.map { $0.contains("0x") ? "=" : "= \($0)" } ?? "="
                return ("\(resolved.pythonType) \(shown)", nil)
            }
            return ("\(resolved.pythonType) \(value)\(mark)", value)
        } catch {
            return ("! \(error)", nil)
        }
    }

    private func check(_ table: String) throws {
        for (template, expected) in Self.rows(table) {
            let (text, value) = outcome(template)
            let written = expected.hasSuffix(" ?") ? String(expected.dropLast(2)) : expected
            // Values are compared as JSON: the spelling of escapes and members is no matter.
            if let value, let space = written.firstIndex(of: " "),
                let other = try? JSON.parse(String(written[written.index(after: space)...]))
            {
                #expect(value == other, "\(template)")
                #expect(text.prefix { $0 != " " } == written[..<space], "\(template)")
                #expect(text.hasSuffix(" ?") == expected.hasSuffix(" ?"), "\(template)")
            } else {
                #expect(text == expected, "\(template)")
            }
        }
    }

    @Test(arguments: [
        ExpressionRows.operators, ExpressionRows.access, ExpressionRows.tests, ExpressionRows.methods,
    ])
    func expressions(_ table: String) throws { try check(table) }

    @Test(arguments: [
        FilterRows.textFilters, FilterRows.numberFilters, FilterRows.sequenceFilters, FilterRows.selectionFilters,
        FilterRows.orderFilters, FilterRows.htmlFilters, FilterRows.formatFilters,
    ])
    func filters(_ table: String) throws { try check(table) }

    @Test(arguments: [StatementRows.statements, StatementRows.loops, StatementRows.macros])
    func statements(_ table: String) throws { try check(table) }

    @Test(arguments: [ParameterRows.literals, ParameterRows.references, ParameterRows.functions])
    func parameters(_ table: String) throws { try check(table) }

    @Test func legacyTemplates() {
        for (template, expected) in Self.rows(ParameterRows.legacy) {
            do throws(TemplateError) {
                #expect(try resolver.template(template) == expected, "\(template)")
            } catch {
                #expect("! \(error)" == expected, "\(template)")
            }
        }
    }
}
