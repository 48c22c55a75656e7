import Configuration
import Environment

/// Reads `MUSTER_…` variables through swift-configuration, with secrets also from files (`MUSTER_…_FILE`).
struct EnvironmentReader {
    private let reader: ConfigReader
    private let variables: EnvironmentVariables

    init(_ environment: [String: String]) {
        variables = EnvironmentVariables(environment)
        reader = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment))
            .scoped(to: "muster")
    }

    func optional(_ name: String) -> String? {
        let text = reader.string(forKey: ConfigKey(name.lowercased()))
        return text?.isEmpty == true ? nil : text
    }

    func secret(_ name: String) throws(ConfigurationProblem) -> String {
        guard let secret = try variables.secret("MUSTER_\(name)") else {
            throw ConfigurationProblem(
                variable: "MUSTER_\(name)",
                problem: "is not set; set it, or MUSTER_\(name)_FILE to a file that holds it")
        }
        return secret
    }

    func int(_ name: String, in range: ClosedRange<Int>, default standard: Int) throws(ConfigurationProblem) -> Int {
        guard let text = optional(name) else { return standard }
        guard let value = Int(text), range.contains(value) else {
            throw ConfigurationProblem(
                variable: "MUSTER_\(name)",
                problem: "is `\(text)`; it must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String, default standard: Word
    ) throws(ConfigurationProblem) -> Word {
        guard let text = optional(name) else { return standard }
        guard let value = Word(rawValue: text.lowercased()) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConfigurationProblem(variable: "MUSTER_\(name)", problem: "is `\(text)`; it must be one of \(words)")
        }
        return value
    }
}
