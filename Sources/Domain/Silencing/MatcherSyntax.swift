/// How Alertmanager reads matchers that people type: since 0.27 any UTF-8 in names, and what could be written before as
/// it was meant then.
public enum MatcherSyntax {
    /// Matchers of one text at most.
    public static let mostMatchers = 50
    /// Characters of a text at most.
    private static let longestText = 64 << 10

    /// Reads `{alertname="Disk full", team!~"db|web"}`, with or without the braces.
    ///
    /// As Alertmanager does it without feature flags: the text is read by the new rules and by the old ones. Where only one
    /// can read it, that counts; where both can and understand it differently, the old one, so that nothing changes its
    /// meaning (`"a\.b"` stays a dot for a regular expression, `"\t"` stays a backslash and a t).
    /// - Throws: ``MatcherError`` with the place of the first fault by the new rules.
    public static func read(_ text: String) throws(MatcherError) -> [LabelMatcher] {
        guard text.unicodeScalars.count <= longestText else { throw MatcherError("the matchers are too long") }
        var problem: MatcherError?
        var newer: [LabelMatcher]?
        do {
            var reader = MatcherReader(text)
            newer = try reader.matchers()
        } catch {
            problem = error
        }
        let older = ClassicMatchers.read(text)
        guard let matchers = older ?? newer else { throw problem ?? MatcherError("`\(text)` is no matcher") }
        guard matchers.count <= mostMatchers else {
            throw MatcherError("there are \(matchers.count) matchers; there may be \(mostMatchers)")
        }
        return matchers
    }

    /// Refuses matchers that would be for every alert.
    /// - Throws: ``MatcherError`` when there are none or too many, or all of them match an alert without labels.
    public static func check(_ matchers: [LabelMatcher]) throws(MatcherError) {
        guard !matchers.isEmpty else { throw MatcherError("at least one matcher is needed") }
        guard matchers.count <= mostMatchers else {
            throw MatcherError("there are \(matchers.count) matchers; there may be \(mostMatchers)")
        }
        guard !matchers.allSatisfy(\.matchesNothing) else {
            throw MatcherError(
                "at least one matcher must ask for a label that is there: these match every alert without the label")
        }
    }
}
