import FoundationEssentials
import IncidentStore
public import JSON
import Organisation
import Silencing

/// What `POST /api/v1/silences` asks for.
public struct SilenceRequest: Sendable, Hashable, JSONDecodable {
    let matchers: [LabelMatcher]
    let from: Date?
    let until: Date
    let reason: String
    let author: String?

    /// Reads the body of a request: `matchers` (texts such as `alertname=~"Disk.*"`, or objects of `name`, `value`,
    /// `is_regex` and `is_equal`), `from` (now), `until`, `reason` and `author` (the key's name).
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["matchers", "from", "until", "reason", "author"])
        matchers = try reader.matchers("matchers") { try LabelMatcher($0) }
        from = try reader.optionalTimestamp("from")
        until = try reader.timestamp("until")
        reason = try reader.line("reason", length: 1...1000)
        author = try reader.optionalLine("author", length: 1...254)
    }
}
