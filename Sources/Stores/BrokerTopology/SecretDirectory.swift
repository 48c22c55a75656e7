import FoundationEssentials

/// A folder with a file for each secret, readable by its owner alone.
public struct SecretDirectory: Sendable, Hashable {
    private let path: String

    /// The folder at a path; nothing is read before a secret is asked for.
    public init(path: String) { self.path = path }

    /// The broker password of a user, from `<user>.amqp-password`, without the line's end.
    /// - Throws: ``TopologyError`` when it is missing, empty or readable by others.
    public func password(ofUser user: String) throws(TopologyError) -> String {
        let file = "\(path)/\(user).amqp-password"
        guard let data = FileManager.default.contents(atPath: file), data.count <= 4096,
            let text = String(bytes: data, encoding: .utf8)
        else {
            throw TopologyError(
                .invalidSecret, "\(file) cannot be read: it must hold the broker password of the user \(user).")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 == 0 else {
            throw TopologyError(.invalidSecret, "\(file) must be readable by its owner alone: chmod 600 it.")
        }
        let password = text.prefix { $0 != "\n" && $0 != "\r\n" }
        guard !password.isEmpty else { throw TopologyError(.invalidSecret, "\(file) is empty.") }
        return String(password)
    }
}
