public import JSON

/// A line with places for what an alert says: `{{labels.host}}: {{title}}`.
public struct SourceTemplate: Sendable, Hashable, JSONDecodable {
    /// What can stand in a place.
    public enum Value: Sendable, Hashable {
        case source, title, severity, dedupKey, url
        case label(String)

        init?(_ text: String) {
            switch text {
            case "source": self = .source
            case "title": self = .title
            case "severity": self = .severity
            case "dedup_key": self = .dedupKey
            case "url": self = .url
            default:
                guard text.hasPrefix("labels."), text.utf8.count > 7 else { return nil }
                self = .label(String(text.dropFirst(7)))
            }
        }
    }

    private enum Piece: Sendable, Hashable {
        case text(String)
        case value(Value)
    }

    private var pieces: [Piece]

    /// Reads a template; `nil` when a place is not closed or names nothing.
    public init?(_ text: String) {
        pieces = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            if open.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<open.lowerBound]))) }
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}") else { return nil }
            let name = rest[..<close.lowerBound].drop { $0 == " " }
            guard let value = Value(String(name.reversed().drop { $0 == " " }.reversed())) else { return nil }
            pieces.append(.value(value))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
    }

    /// Configuration: a text of 1 to 1,000 characters.
    /// - Throws: `JSONDecodingError` for a place that names nothing.
    public init(_ reader: JSONReader) throws {
        let text = try reader.string(length: 1...1000)
        guard let template = SourceTemplate(text) else {
            throw reader.error(
                expected:
                    "a text with {{source}}, {{title}}, {{severity}}, {{dedup_key}}, {{url}} or {{labels.NAME}} in it",
                found: "`\(text)`")
        }
        self = template
    }

    /// The line.
    /// - Parameter find: what an alert says; `nil` for what it does not say, for which nothing stands.
    /// - Returns: the line, and whether the alert said all that it has places for.
    public func line(_ find: (Value) -> String?) -> (text: String, isWhole: Bool) {
        var text = ""
        var isWhole = true
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .value(let value):
                if let words = find(value) { text += words } else { isWhole = false }
            }
        }
        return (text, isWhole)
    }
}
