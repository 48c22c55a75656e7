import JSON
import SoclessDialect

/// Recorded answers of SOCless's own compiler and parameter resolver, compared with the dialect's recorded behaviour.
enum SoclessCases {
    /// Playbooks and the state machines that they become; `nil` when the file is none of this kind.
    static func playbooks(_ file: JSON, into report: inout Report) -> Bool {
        guard let cases = file["cases"]?.arrayValue else { return false }
        let compiler = SoclessCompiler(compatibility: .recorded)
        for item in cases {
            var score = CaseRunner.Score()
            do throws(SoclessError) {
                let machine = try compiler.compile(item["playbook"] ?? .null)
                if machine != item["state_machine"] {
                    score.note("state_machine", item["state_machine"] ?? .null, machine)
                }
                let length = JSON.int(compiler.definitionString(machine).utf16.count)
                if let expected = item["definition_string"], expected != length {
                    score.note("definition_string", expected, length)
                }
            } catch {
                score.note("state_machine", item["state_machine"] ?? .null, .string("\(error)"))
            }
            report.add(item["name"]?.stringValue ?? "", kind: "socless_playbook", group: "socless", score)
        }
        return true
    }

    /// Parameters and messages and what they are resolved to; `nil` when the file is none of this kind.
    static func parameters(_ file: JSON, into report: inout Report) -> Bool {
        guard let context = file["context"], let parameters = file["resolve_reference"]?.arrayValue else {
            return false
        }
        let resolver = ParameterResolver(
            context: context,
            lookups: ParameterTables(
                vault: texts(file["vault"]), secrets: texts(file["ssm"]), environment: ["AWS_REGION": "us-east-1"]),
            compatibility: .recorded)
        for item in parameters {
            var score = CaseRunner.Score()
            let parameter = item["parameter"] ?? .null
            do throws(TemplateError) {
                compare(item, try resolver.examine(parameter), &score)
            } catch {
                compare("error", item["error"], .string(error.description), &score)
            }
            report.add(parameter.text(), kind: "socless_parameter", group: "socless", score)
        }
        for item in file["socless_template_string"]?.arrayValue ?? [] {
            var score = CaseRunner.Score()
            let message = item["message"]?.stringValue ?? ""
            do throws(TemplateError) {
                compare("result", item["result"], .string(try resolver.template(message)), &score)
            } catch {
                compare("error", item["error"], .string(error.description), &score)
            }
            report.add(message, kind: "socless_template", group: "socless", score)
        }
        return true
    }

    private static func compare(_ item: JSON, _ resolved: ResolvedParameter, _ score: inout CaseRunner.Score) {
        compare("error", item["error"], nil, &score)
        compare("python_type", item["python_type"], .string(resolved.pythonType), &score)
        if item["result_repr"] == nil { compare("result", item["result"], resolved.value, &score) }
        let hasWarned = item["warned_invalid_template"] == true
        compare("warned_invalid_template", .bool(hasWarned), .bool(!resolved.warnings.isEmpty), &score)
    }

    private static func compare(
        _ field: String, _ expected: JSON?, _ actual: JSON?, _ score: inout CaseRunner.Score
    ) {
        if expected != actual { score.note(field, expected ?? .null, actual ?? .null) }
    }

    private static func texts(_ json: JSON?) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, value) in json?.objectValue ?? [:] { texts[key] = value.stringValue }
        return texts
    }
}
