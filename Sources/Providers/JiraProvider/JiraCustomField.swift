import Capabilities
import JSON

/// A field of the organisation's own, and what a ticket has in it.
struct JiraCustomField: Sendable, Hashable {
    /// What a value may come from.
    enum Source: String, Sendable, CaseIterable {
        case severity, priority, status
    }

    enum Value: Sendable, Hashable {
        /// Always this.
        case always(JSON)
        /// What the incident has, as text.
        case text(Source)
        /// What belongs to what the incident has; nothing for what is not here.
        case oneOf(Source, JSONObject)
    }

    /// `customfield_10050`, `components`, `security` or `parent`.
    var id: String
    var value: Value

    /// - Throws: `JSONDecodingError`.
    init(_ reader: JSONReader) throws {
        try reader.object(allowing: "field", "value", "from", "values")
        id = try reader.string("field", length: 1...100)
        guard id.wholeMatch(of: /customfield_[0-9]+|components|security|parent/) != nil else {
            throw try reader.member("field").error(
                expected: "customfield_ and a number, components, security or parent", found: "`\(id)`")
        }
        guard let source = try reader.optionalEnumeration("from", of: Source.self) else {
            value = .always(try reader.member("value").value)
            return
        }
        guard try reader.optional("value") == nil else {
            throw try reader.member("value").error(expected: "either `value` or `from`", found: "both")
        }
        if let values = try reader.optional("values") {
            value = .oneOf(source, try values.members())
        } else {
            value = .text(source)
        }
    }

    /// What a ticket has in the field; `nil` when it is left alone.
    func content(of draft: TicketDraft) -> JSON? {
        switch value {
        case .always(let value): value
        case .text(let source): .string(Self.word(source, draft))
        case .oneOf(let source, let values): values[Self.word(source, draft)]
        }
    }

    private static func word(_ source: Source, _ draft: TicketDraft) -> String {
        switch source {
        case .severity: draft.severity
        case .priority: draft.priority
        case .status: draft.status
        }
    }
}
