import Environment
import Foundation

/// The environment variables of INTERFACES; any secret `X` may come as a file named by `X_FILE`.
struct Settings: Sendable {
    let values: [String: String]

    init(_ values: [String: String]) {
        self.values = values
    }

    /// Those of this process.
    static var process: Settings { Settings(ProcessInfo.processInfo.environment) }

    /// The value; `nil` when it is not set or empty.
    func optional(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The secret of this name; see `EnvironmentVariables`.
    func optionalSecret(_ name: String) throws(CommandFailure) -> String? {
        do {
            return try EnvironmentVariables(values).secret(name)
        } catch {
            throw CommandFailure("\(error).")
        }
    }

    /// The first of these secrets that is set.
    func secret(_ names: String...) throws(CommandFailure) -> String {
        for name in names {
            if let value = try optionalSecret(name) { return value }
        }
        throw CommandFailure(
            "\(names.joined(separator: " or ")) is not set. Load the environment first: . .muster/env, or set it "
                + "(or \(names[names.count - 1])_FILE) yourself.")
    }
}
