import JSON

/// Silences for people.
enum SilenceText {
    static func one(_ silence: JSON) -> String {
        Fields.text([
            ("id", silence.text(of: "id")), ("matchers", matchers(silence).joined(separator: "\n")),
            ("state", silence.text(of: "state")), ("from", silence.text(of: "from")),
            ("until", silence.text(of: "until")), ("reason", silence.text(of: "reason")),
            ("author", silence.text(of: "author")), ("matched", silence.text(of: "matched")),
            ("ended by", silence.text(of: "expired_by")),
        ])
    }

    static func list(_ page: JSON, states: [String]) -> String {
        var listing = Listing("ID", "STATE", "FROM", "UNTIL", "MATCHED", "AUTHOR", "MATCHERS", "REASON")
        for silence in page["items"]?.arrayValue ?? [] {
            listing.add(
                silence.text(of: "id"), silence.text(of: "state"), silence.text(of: "from"), silence.text(of: "until"),
                silence.text(of: "matched"), silence.text(of: "author"), matchers(silence).joined(separator: ", "),
                silence.text(of: "reason"))
        }
        return listing.text(empty: "There are no silences that are \(states.joined(separator: " or ")).")
    }

    /// As they are typed.
    private static func matchers(_ silence: JSON) -> [String] {
        (silence["matchers"]?.arrayValue ?? []).map { matcher in
            let isEqual = matcher["is_equal"]?.boolValue ?? true
            let isRegularExpression = matcher["is_regex"]?.boolValue ?? false
            let operation = isRegularExpression ? (isEqual ? "=~" : "!~") : (isEqual ? "=" : "!=")
            return "\(matcher.text(of: "name") ?? "")\(operation)\"\(matcher.text(of: "value") ?? "")\""
        }
    }
}
