public import Incident
public import JSON

/// What intake must know of a source of alerts that does not do as others do: how it sends its key or its mails, how it is
/// known to be the one, and how its words are read.
public struct AlertSource: Sendable, Hashable, JSONDecodable {
    /// The name of the source: that of its API key, where it has one.
    public var name: String
    /// The header in which the source sends its key, in lower case; `nil` for one that sends `Authorization`.
    public var keyHeader: String?
    /// The address that its mails go to; `nil` for a source that sends none.
    public var mail: SourceMail?
    /// How its webhooks are signed; `nil` when they are not.
    public var signature: SourceSignature?
    /// Topics of Amazon SNS that may subscribe (`arn:aws:sns:…`).
    public var topics: [String] = []
    /// Texts in the title of an alert that say that it is over, in capitals or not.
    public var resolvedWhen: [String] = []
    /// Severities by the words that the source has for them, in lower case.
    public var severities: [String: AlertSeverity] = [:]
    /// What its alerts are called instead; `nil` for what they call themselves.
    public var title: SourceTemplate?
    /// What makes its alerts the same; `nil` for the key that they have.
    public var dedupKey: SourceTemplate?

    /// A source as the program has it; the header is put into lower case.
    public init(name: String, keyHeader: String? = nil) {
        self.name = name
        self.keyHeader = keyHeader?.lowercased()
    }

    /// Configuration: `name`, and of the others any: `key_header`, `mail`, `signature`, `topics` (at most 100),
    /// `resolved_when` (at most 50 texts), `severities` (words with `critical`, `error`, `warning` or `info`), `title` and
    /// `dedup_key` (templates).
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown, and for a header that means something
    ///   else to HTTP or to Muster.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: [
            "name", "key_header", "mail", "signature", "topics", "resolved_when", "severities", "title", "dedup_key",
        ])
        self.init(
            name: try reader.string("name", length: 1...100), keyHeader: try HeaderName.read("key_header", of: reader))
        mail = try reader.optionalDecode("mail", as: SourceMail.self)
        signature = try reader.optionalDecode("signature", as: SourceSignature.self)
        topics = try reader.optionalStrings("topics", max: 100, length: 1...300)
        for (index, topic) in topics.enumerated() where topic.wholeMatch(of: Self.topic) == nil {
            throw try reader.array("topics", max: 100)[index].error(
                expected: "the ARN of a topic, such as arn:aws:sns:eu-west-1:123456789012:alarms", found: "`\(topic)`")
        }
        resolvedWhen = try reader.optionalStrings("resolved_when", max: 50, length: 1...200).map { $0.lowercased() }
        severities = try reader.optional("severities").map(Self.severities) ?? [:]
        title = try reader.optionalDecode("title", as: SourceTemplate.self)
        dedupKey = try reader.optionalDecode("dedup_key", as: SourceTemplate.self)
    }

    /// Whether its alerts are read otherwise than they are written.
    public var changesAlerts: Bool {
        title != nil || dedupKey != nil || !severities.isEmpty || !resolvedWhen.isEmpty
    }

    private static var topic: Regex<Substring> { /arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]{1,256}/ }

    private static func severities(_ reader: JSONReader) throws -> [String: AlertSeverity] {
        var severities: [String: AlertSeverity] = [:]
        for word in try reader.members().keys {
            severities[word.lowercased()] = try reader.enumeration(word, of: AlertSeverity.self)
        }
        return severities
    }
}
