import FoundationEssentials

/// The parts of a `postgres://` address.
struct PostgresURL: Sendable, Hashable {
    var user: String
    var password: String?
    var host: String
    var port: UInt16
    var database: String
    var tls: PostgresConfiguration.TLS

    /// Debian's and Red Hat's bundles of the system's certificate authorities.
    static let systemAuthorities = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"]

    init(_ url: String) throws(PostgresError) {
        guard let scheme = ["postgres://", "postgresql://"].first(where: url.hasPrefix) else {
            throw Self.invalid("it must begin with postgres://")
        }
        let (rest, query) = Self.split(url.dropFirst(scheme.count), at: "?")
        let (authority, path) = Self.split(rest, at: "/")
        let options = try Self.options(query ?? "")
        let (credentials, address) = Self.credentials(authority)
        (user, password) = try Self.user(credentials)
        (host, port) = try Self.host(address, option: options["host"])
        database = try Self.decoded(path ?? "", "database")
        if database.isEmpty { database = user }
        tls = try Self.tls(options, host: host)
    }

    private static func invalid(_ what: String) -> PostgresError {
        PostgresError(.invalidConfiguration, "the database address is wrong: \(what)")
    }

    private static func split(_ text: Substring, at separator: Character) -> (Substring, Substring?) {
        guard let index = text.firstIndex(of: separator) else { return (text, nil) }
        return (text[..<index], text[text.index(after: index)...])
    }

    private static func decoded(_ text: Substring, _ part: String) throws(PostgresError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            rest = rest.dropFirst(2)
            guard digits.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(Substring(digits), radix: 16)
            else { throw invalid("the \(part) is not percent-encoded") }
            bytes.append(value)
        }
        guard let value = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw invalid("the \(part) is not UTF-8")
        }
        return value
    }

    /// What precedes the last `@`, and the address.
    private static func credentials(_ authority: Substring) -> (Substring?, Substring) {
        guard let at = authority.lastIndex(of: "@") else { return (nil, authority) }
        return (authority[..<at], authority[authority.index(after: at)...])
    }

    private static func user(_ credentials: Substring?) throws(PostgresError) -> (String, String?) {
        let (name, password) = split(credentials ?? "", at: ":")
        guard !name.isEmpty else { throw invalid("it names no user") }
        let secret: String?
        if let password { secret = try decoded(password, "password") } else { secret = nil }
        return (try decoded(name, "user"), secret)
    }

    private static func host(_ address: Substring, option: String?) throws(PostgresError) -> (String, UInt16) {
        var host = address
        var port: Substring?
        if address.first == "[" {
            guard let end = address.firstIndex(of: "]") else { throw invalid("the host lacks its closing bracket") }
            host = address[address.index(after: address.startIndex)..<end]
            let rest = address[address.index(after: end)...]
            guard rest.isEmpty || rest.first == ":" else { throw invalid("the host is followed by something else") }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else {
            (host, port) = split(address, at: ":")
        }
        let number = port.map { UInt16($0) ?? 0 } ?? 5432
        guard number != 0 else { throw invalid("the port must be a number from 1 to 65535") }
        let name: String
        if let option { name = option } else { name = try decoded(host, "host") }
        guard !name.isEmpty else { throw invalid("it names no host") }
        // libpq would take a comma for a list of hosts.
        guard !name.contains(",") else { throw invalid("it names several hosts") }
        return (name, number)
    }

    private static func options(_ query: Substring) throws(PostgresError) -> [String: String] {
        var options: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let (key, value) = split(pair, at: "=")
            guard ["sslmode", "sslrootcert", "host"].contains(key) else {
                // The key is not repeated: an unescaped `?` in a password makes the rest of the address look like options.
                throw invalid("it has an unknown option; known are sslmode, sslrootcert and host")
            }
            options[String(key)] = try decoded(value ?? "", "option \(key)")
        }
        return options
    }

    private static func tls(
        _ options: [String: String], host: String
    ) throws(PostgresError) -> PostgresConfiguration.TLS {
        let isLocal = host == "localhost" || host == "::1" || host.hasPrefix("127.") || host.hasPrefix("/")
        switch options["sslmode"] ?? (isLocal ? "disable" : "verify-full") {
        case "disable":
            guard options["sslrootcert"] == nil else { throw invalid("sslrootcert needs sslmode=verify-full") }
            return .disabled
        case "verify-full":
            let bundle = systemAuthorities.first { FileManager.default.fileExists(atPath: $0) }
            guard let file = options["sslrootcert"] ?? bundle else { throw invalid("sslrootcert is missing") }
            return .verifyFull(rootCertificateFile: file)
        default:
            throw invalid("sslmode must be disable or verify-full")
        }
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
