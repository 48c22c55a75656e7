import Foundation
import JSON
import SoclessDialect
import Testing

/// The parameters that SOCless's own resolver was recorded on, when their file is there.
@Suite struct RecordedParametersTests {
    private func resolver(_ recorded: JSON) throws -> ParameterResolver {
        func table(_ key: String) -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: (recorded[key]?.objectValue ?? [:]).map { ($0.key, $0.value.stringValue ?? "") })
        }
        return ParameterResolver(
            context: try #require(recorded["context"]),
            lookups: ParameterTables(
                vault: table("vault"), secrets: table("ssm"), environment: ["AWS_REGION": "us-east-1"]),
            compatibility: .recorded)
    }

    @Test(.enabled(if: RecordedCases.parameters != nil, "no recorded cases: set MUSTER_SHARED"))
    func everyRecordedParameterResolvesAsSOClessResolvesIt() throws {
        let recorded = try #require(RecordedCases.parameters)
        let resolver = try resolver(recorded)
        let cases = recorded["resolve_reference"]?.arrayValue ?? []
        var passed = 0
        for item in cases {
            let parameter = try #require(item["parameter"])
            let actual: JSON
            do throws(TemplateError) {
                let resolved = try resolver.examine(parameter)
                actual = .object(
                    [
                        "type": .string(resolved.pythonType), "value": resolved.value ?? "none",
                        "warned": .bool(!resolved.warnings.isEmpty),
                    ])
            } catch {
                actual = ["error": .string(error.description)]
            }
            var expected: JSON = [
                "type": item["python_type"] ?? nil, "value": item["result"] ?? "none",
                "warned": item["warned_invalid_template"] ?? false,
            ]
            if let error = item["error"] { expected = ["error": error] }
            #expect(actual == expected, "\(parameter)")
            passed += actual == expected ? 1 : 0
        }
        print("recorded parameters: \(passed) of \(cases.count)")
    }

    @Test(.enabled(if: RecordedCases.parameters != nil, "no recorded cases: set MUSTER_SHARED"))
    func everyRecordedMessageRendersAsSOClessRendersIt() throws {
        let recorded = try #require(RecordedCases.parameters)
        let resolver = try resolver(recorded)
        for item in recorded["socless_template_string"]?.arrayValue ?? [] {
            let message = try #require(item["message"]?.stringValue)
            do throws(TemplateError) {
                let rendered = try resolver.template(message)
                #expect(JSON.string(rendered) == item["result"], "\(message)")
            } catch {
                #expect(JSON.string(error.description) == item["error"], "\(message)")
            }
        }
    }
}
