/// Regular expressions of permissions and policies: anchored, and with the dots of names escaped, so that they match
/// exactly the names they were made from.
enum NamePattern {
    /// Matches nothing that has a name.
    static let nothing = "^$"

    /// Matches one of these names.
    static func anyOf(_ names: [String], suffix: String = "") -> String {
        names.isEmpty ? nothing : "^\(group(names))\(suffix)$"
    }

    /// An alternation, escaped.
    static func group(_ names: [String]) -> String {
        names.count == 1 ? escape(names[0]) : "(\(names.map(escape).joined(separator: "|")))"
    }

    /// The name with everything escaped that means something in a regular expression.
    static func escape(_ name: String) -> String {
        var result = ""
        for character in name {
            if #"\.^$|?*+()[]{}"#.contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// Whether a pattern of somebody else's matches a name. The broker's regular expressions are not quite ours; one that
    /// is not understood here counts as a match.
    static func mayMatch(_ pattern: String, _ name: String) -> Bool {
        guard let expression = try? Regex(pattern) else { return true }
        return name.firstMatch(of: expression) != nil
    }
}
