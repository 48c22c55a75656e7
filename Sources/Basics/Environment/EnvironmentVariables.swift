import FoundationEssentials

/// The variables of a process' environment, and the one rule for secrets in them.
///
/// A secret `X` is the value of the variable `X`; else what the file holds that `X_FILE` names, without the line breaks at
/// its end. White space elsewhere belongs to the secret. An empty variable counts as one that is not set.
public struct EnvironmentVariables: Sendable {
    /// How many bytes a secret in a file may have.
    public static let fileLimit = 65_536

    private let values: [String: String]

    /// Variables with these values.
    public init(_ values: [String: String]) {
        self.values = values
    }

    /// Those of this process.
    public static var process: EnvironmentVariables { EnvironmentVariables(ProcessInfo.processInfo.environment) }

    /// The value of a variable; `nil` when it is not set or empty.
    public func optional(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The secret of this name, read now, so that a file may be exchanged while a process runs.
    /// - Returns: `nil` when neither the variable nor a file is named.
    /// - Throws: ``ConfigurationProblem`` when a file is named and holds none.
    public func secret(_ name: String) throws(ConfigurationProblem) -> String? {
        if let value = optional(name) { return value }
        guard let path = optional("\(name)_FILE") else { return nil }
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= Self.fileLimit,
            let text = String(bytes: data, encoding: .utf8)
        else {
            throw ConfigurationProblem(
                variable: "\(name)_FILE", problem: "names \(path), which cannot be read; check its path and owner")
        }
        let secret = text.prefix(upTo: text.lastIndex { !$0.isNewline }.map(text.index(after:)) ?? text.startIndex)
        guard !secret.isEmpty else {
            throw ConfigurationProblem(variable: "\(name)_FILE", problem: "names \(path), which is empty")
        }
        return String(secret)
    }
}
