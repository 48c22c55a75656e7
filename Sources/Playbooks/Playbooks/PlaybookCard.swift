public import JSON

/// What a playbook says of itself in its `Comment`: what it does, and on lines of their own who answers for it.
///
/// ```yaml
/// Comment: |
///   Asks the person whose login looked odd whether it was theirs.
///   Response plan: account takeover
///   Owner: security@example.org
///   Review by: 2027-05-31
/// ```
public struct PlaybookCard: Sendable, Hashable {
    /// What it does: the comment without the other lines.
    public let text: String
    /// Who answers for it; `nil` when nobody is named.
    public let owner: String?
    /// The response plan that it is a part of.
    public let plan: String?
    /// The last day, `2027-05-31`, on which it counts as looked at; `nil` when it names no day.
    public let reviewBy: String?

    /// Reads a state machine's comment.
    public init(machine: JSON) {
        var (texts, fields): ([Substring], [String: String]) = ([], [:])
        for line in (machine["Comment"]?.stringValue ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
            let field = Self.names.first { line.hasPrefix("\($0):") }
            guard let field, fields[field] == nil else {
                texts.append(line)
                continue
            }
            fields[field] = Self.trimmed(line.dropFirst(field.count + 1))
        }
        text = Self.trimmed(Substring(texts.joined(separator: "\n")))
        owner = fields[Self.names[0]].flatMap { $0.isEmpty ? nil : $0 }
        plan = fields[Self.names[1]].flatMap { $0.isEmpty ? nil : $0 }
        reviewBy = fields[Self.names[2]].flatMap { Self.isDay($0) ? $0 : nil }
    }

    private static let names = ["Owner", "Response plan", "Review by"]

    private static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().allSatisfy({ ("0"..."9").contains($0) }),
            let month = Int(parts[1]), let day = Int(parts[2])
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
