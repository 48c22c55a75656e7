/// Where a server is and who asks it: `scheme://user:password@host:port/path?query`, as the environment names them.
///
/// The one reader of such addresses. The authority ends at the first `/` or `?` and the credentials at its last `@`; what
/// else stands in a user or a password, also a `#`, must be percent-encoded (RFC 3986, section 3.2). An error says what is
/// wrong with which part and never repeats the text, which may hold a password.
public struct ServerURL: Sendable, Hashable {
    /// In lower case.
    public let scheme: String
    /// Decoded; `nil` when there is none, or an empty one.
    public let user: String?
    /// Decoded; `nil` when nothing stands between user and `@`, empty when a lone `:` does.
    public let password: String?
    /// Decoded, and without the brackets of an address of IP version 6; empty when there is none.
    public let host: String
    /// From 1 to 65535; `nil` when none is named.
    public let port: UInt16?
    /// With its leading `/`, as it stands, not decoded; empty when there is none.
    public let path: String
    /// What follows the `?`, in order, decoded; a name without `=` has an empty value. `nil` when there is no `?`.
    public let query: [Option]?

    /// One `name=value` of a query.
    public struct Option: Sendable, Hashable {
        /// Decoded.
        public let name: String
        /// Decoded.
        public let value: String
    }

    /// - Parameters:
    ///   - text: the address.
    ///   - schemes: what it may begin with, in lower case; letters of either case are taken (RFC 3986, section 3.1).
    /// - Throws: what is wrong, in words.
    public init(_ text: String, schemes: [String]) throws(ServerURLError) {
        guard let separator = text.firstRange(of: "://"),
            let scheme = schemes.first(where: { $0 == text[..<separator.lowerBound].lowercased() })
        else {
            let choices = Self.list(schemes.map { $0 + "://" })
            throw ServerURLError("it must begin with \(choices)")
        }
        self.scheme = scheme
        let rest = text[separator.upperBound...]
        guard !rest.contains("#") else { throw ServerURLError("a # in it must be written %23") }
        let (hierarchy, options) = Self.split(rest, at: "?")
        let authority = hierarchy.prefix { $0 != "/" }
        path = String(hierarchy[authority.endIndex...])
        query = try options.map { options throws(ServerURLError) in try Self.options(options) }
        guard let at = authority.lastIndex(of: "@") else {
            (user, password) = (nil, nil)
            (host, port) = try Self.address(authority)
            return
        }
        let (name, secret) = Self.split(authority[..<at], at: ":")
        user = name.isEmpty ? nil : try Self.decoded(name, "user")
        password = try secret.map { secret throws(ServerURLError) in try Self.decoded(secret, "password") }
        (host, port) = try Self.address(authority[authority.index(after: at)...])
    }

    /// What stands before and behind the first separator.
    private static func split(_ text: Substring, at separator: Character) -> (Substring, Substring?) {
        guard let index = text.firstIndex(of: separator) else { return (text, nil) }
        return (text[..<index], text[text.index(after: index)...])
    }

    private static func decoded(_ text: Substring, _ part: String) throws(ServerURLError) -> String {
        guard let decoded = PercentCoding.decode(text) else {
            throw ServerURLError("the \(part) is not percent-encoded UTF-8")
        }
        // Every client here is a library of C, to which a zero byte is the end.
        guard !decoded.utf8.contains(0) else { throw ServerURLError("the \(part) contains a zero byte") }
        return decoded
    }

    private static func address(_ text: Substring) throws(ServerURLError) -> (host: String, port: UInt16?) {
        guard text.first == "[" else {
            let (name, port) = split(text, at: ":")
            return (try decoded(name, "host"), try number(port))
        }
        guard let end = text.firstIndex(of: "]") else { throw ServerURLError("the host lacks its closing bracket") }
        let rest = text[text.index(after: end)...]
        guard rest.isEmpty || rest.first == ":" else { throw ServerURLError("the host is followed by something else") }
        let literal = try decoded(text[text.index(after: text.startIndex)..<end], "host")
        guard literal.contains(":") else { throw ServerURLError("only addresses of IP version 6 stand in brackets") }
        return (literal, try number(rest.isEmpty ? nil : rest.dropFirst()))
    }

    private static func number(_ text: Substring?) throws(ServerURLError) -> UInt16? {
        guard let text else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text), port > 0 else {
            throw ServerURLError("the port must be a number from 1 to 65535")
        }
        return port
    }

    private static func options(_ text: Substring) throws(ServerURLError) -> [Option] {
        try text.split(separator: "&").map { pair throws(ServerURLError) in
            let (name, value) = split(pair, at: "=")
            return Option(name: try decoded(name, "query"), value: try decoded(value ?? "", "query"))
        }
    }

    /// `a, b or c`.
    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
        return "\(words.dropLast().joined(separator: ", ")) or \(last)"
    }
}
