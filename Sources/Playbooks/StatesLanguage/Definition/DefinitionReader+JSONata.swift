import JSON
import QueryLanguages

// What the service refuses of JSONata when a machine is created, and what it does not know.
extension DefinitionReader {
    mutating func report(_ finding: JSONataTemplate.Finding) {
        switch finding.result {
        case .failure(.unmarked):
            report(
                "A text that begins with '{%' must end with '%}', and the other way round", at: finding.pointer,
                code: .invalidJSONata)
        case .failure(.expression(let error)):
            report(error.message, at: finding.pointer, code: .invalidJSONata)
        case .success(let field):
            check(field.expression, at: finding.pointer)
        }
    }

    private mutating func check(_ expression: JSONataExpression, at pointer: JSONPointer) {
        for reference in expression.contextReferences {
            switch reference {
            case .root:
                report("Reference to '$$' is not supported.", at: pointer, code: .unsupportedJSONata)
            case .name(let name):
                report(
                    "Reference to '\(name)' at the top level is not supported.", at: pointer, code: .unsupportedJSONata)
            case .errorOutput where !isInCatcher:
                report("Field '$states.errorOutput' does not exist.", at: pointer, code: .unsupportedJSONata)
            case .errorOutput: break
            }
        }
        for name in expression.unknownToService {
            report(
                "'\(name)' is unknown to JSONata 2.0.6, which Amazon's service runs", at: pointer,
                code: .unsupportedJSONata, severity: .warning)
        }
    }
}
