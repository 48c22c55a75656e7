import HTTPTypes
import Hummingbird
public import HummingbirdCore
import Incident

extension Request {
    /// A parameter of the query, if it is there.
    public func parameter(_ name: String) -> String? {
        uri.queryParameters[Substring(name)].map(String.init)
    }

    /// The `limit` of a list: 1 to 200, default 50.
    /// - Throws: ``Problem`` 400.
    public func limit() throws -> Int {
        guard let text = parameter("limit") else { return 50 }
        guard let limit = Int(text), (1...200).contains(limit) else {
            throw Problem(.badRequest, "limit must be a number from 1 to 200")
        }
        return limit
    }

    /// The words of a parameter that may be repeated or hold several, separated by commas.
    /// - Throws: ``Problem`` 400 for a word that is none of them.
    public func words<Word: RawRepresentable<String> & CaseIterable>(_ name: String, of type: Word.Type) throws
        -> [Word]
    {
        try uri.queryParameters[values: Substring(name)].filter { !$0.isEmpty }.flatMap {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }.map { text in
            guard let word = Word(rawValue: String(text)) else {
                let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(.badRequest, "\(name) must be one of \(known)")
            }
            return word
        }
    }

    /// A parameter that is a mail address.
    /// - Throws: ``Problem`` 400 for another text.
    public func address(_ name: String) throws -> String? {
        guard let text = parameter(name) else { return nil }
        guard Person.isAddress(text) else {
            throw Problem(.badRequest, "\(name) must be a mail address such as owner@example.org")
        }
        return text
    }

    /// Whether a parameter says so: `true` or `1`, also without a value.
    /// - Throws: ``Problem`` 400 for another value.
    public func flag(_ name: String) throws -> Bool {
        switch parameter(name) {
        case nil, "false", "0": false
        case "true", "1", "": true
        default: throw Problem(.badRequest, "\(name) must be true or false")
        }
    }

    /// Whether the header `Muster-Drill` says that this is an exercise: `true` or `1`.
    /// - Throws: ``Problem`` 400 for a word that is neither.
    public func isDrill() throws -> Bool {
        guard let name = HTTPField.Name("Muster-Drill") else { return false }
        switch headers[name]?.lowercased() {
        case nil, "false", "0": return false
        case "true", "1": return true
        default: throw Problem(.badRequest, "the header Muster-Drill must be true or false")
        }
    }

    /// The path as logs may have it: what stands behind `/oncall/`, `/p/`, `/j/` and `/sign-in/` is a secret.
    public var pathWithoutTokens: String { Self.withoutTokens(uri.path) }

    static func withoutTokens(_ path: String) -> String {
        var parts = path.split(separator: "/").map(String.init)
        if parts.count > 1, ["oncall", "p", "j", "sign-in"].contains(parts[0].lowercased()) { parts[1] = "…" }
        return "/" + parts.joined(separator: "/")
    }

    /// The trace that this request belongs to, by its `traceparent` header, if it has a valid one.
    public var trace: String? {
        headers[.traceparent].flatMap(TraceContext.init)?.traceparent
    }
}
