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

extension TestServers {
    /// Gives every process a password for the broker and one for the database, where it has none yet.
    public func makeProcessSecrets() throws {
        for process in try Self.processes() {
            for kind in ["amqp", "database"] { try makeSecret("\(process).\(kind)-password") }
        }
    }

    /// Makes a secret that is not there yet. Of several who do so at the same moment, one is the maker.
    private func makeSecret(_ name: String) throws {
        let path = "\(secretsDirectory)/\(name)"
        let draft = "\(path).\(UUID().uuidString)"
        try Data(UUID().uuidString.utf8).write(to: URL(fileURLWithPath: draft))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft)
        try? FileManager.default.linkItem(atPath: draft, toPath: path)
        try FileManager.default.removeItem(atPath: draft)
    }
}
