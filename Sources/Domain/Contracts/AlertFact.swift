public import JSON

/// A fact that says of an alert what every such fact says, and nothing more.
public protocol AlertFact: Fact {
    /// The alert.
    var alert: AlertSummary { get }

    /// The fact of one alert.
    init(_ alert: AlertSummary)
}

extension AlertFact {
    /// Reads what ``json`` writes.
    /// - Throws: `JSONDecodingError` when a member is missing or too long, or a word is unknown.
    public init(_ reader: JSONReader) throws { self.init(try AlertSummary(reader)) }

    /// As ``AlertSummary/json``.
    public var json: JSON { alert.json }
}
