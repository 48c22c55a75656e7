import Foundation

extension TestServers {
    /// The directory of secrets, as `muster migrate up --secrets` and `muster topology apply --secrets` take it.
    public var secretsDirectory: String { "\(home)/secrets" }

    /// A secret of the home, for example `intake.amqp-password`.
    public func secret(_ name: String) throws -> String {
        let path = "\(secretsDirectory)/\(name)"
        guard let contents = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw TestServersError("there is no secret \(name) in \(secretsDirectory)")
        }
        return contents.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
