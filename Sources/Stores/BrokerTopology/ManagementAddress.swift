import Encodings

/// The parts of `http://user:password@host:port`.
struct ManagementAddress {
    let base: String
    let host: String
    let user: String
    let password: String

    init?(_ url: String) {
        guard let parts = try? ServerURL(url, schemes: ["http", "https"]), let user = parts.user,
            let password = parts.password, !parts.host.isEmpty, parts.query == nil,
            !parts.host.contains(where: { "/?#@% ".contains($0) }), parts.path.allSatisfy({ $0 == "/" })
        else { return nil }
        host = parts.host
        let name = host.contains(":") ? "[\(host)]" : host
        base = "\(parts.scheme)://\(name)" + (parts.port.map { ":\($0)" } ?? "")
        self.user = user
        self.password = password
    }
}
