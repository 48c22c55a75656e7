import Configuration
import Environment
import FoundationEssentials

/// Reads `MUSTER_…` variables through swift-configuration, with secrets also from files (`MUSTER_…_FILE`).
struct EnvironmentReader {
    private let reader: ConfigReader

    init(_ environment: [String: String]) {
        reader = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment))
            .scoped(to: "muster")
    }

    func optional(_ name: String) -> String? {
        let text = reader.string(forKey: ConfigKey(name.lowercased()))
        return text?.isEmpty == true ? nil : text
    }

    func secret(_ name: String) throws(ConfigurationProblem) -> String {
        guard let secret = try optionalSecret(name) else {
            throw ConfigurationProblem(
                variable: "MUSTER_\(name)",
                problem: "is not set; set it, or MUSTER_\(name)_FILE to a file that holds it")
        }
        return secret
    }

    func optionalSecret(_ name: String) throws(ConfigurationProblem) -> String? {
        if let path = optional("\(name)_FILE") {
            guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= 65536 else {
                throw ConfigurationProblem(
                    variable: "MUSTER_\(name)_FILE",
                    problem: "names \(path), which cannot be read; check its path and owner")
            }
            return String(decoding: data, as: UTF8.self).trimmedEnd
        }
        let text = reader.string(forKey: ConfigKey(name.lowercased()), isSecret: true)
        return text?.isEmpty == true ? nil : text
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

extension String {
    /// Without white space at the end, as editors and `echo` leave it in files.
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
