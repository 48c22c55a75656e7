import JSON

/// Whether an alert that joins an incident pages again.
public struct Joining: Sendable, Hashable {
    /// Which alerts do.
    public enum Pages: String, Sendable, CaseIterable {
        /// None: whoever looks at the incident sees them.
        case nothing
        /// One that is worse than all that the incident has seen, whether it joins or is there and rises.
        case raised
        /// Each that joins, and those of ``raised``.
        case each
    }

    /// Which alerts page again.
    public var pages: Pages
    /// How long after the last page of the incident they do at the soonest, together: 0 to a day.
    public var grace: Duration

    /// As the program has it; nothing is checked. Without arguments, what a route has that does not say.
    public init(pages: Pages = .nothing, grace: Duration = .seconds(300)) {
        self.pages = pages
        self.grace = grace
    }

    /// Configuration, among the keys of a route: `on_join` (`nothing`, the default, `raised` or `each`) and `join_grace`
    /// (0s to 1d, default 5m).
    /// - Throws: `JSONDecodingError` for a key that is wrong. A word that only a newer release knows pages as `each` does:
    ///   better one page too many than one too few.
    init(of route: JSONReader) throws {
        let standard = Joining()
        self.init(
            pages: try route.optionalEnumeration("on_join", of: Pages.self, unknown: .each) ?? standard.pages,
            grace: try route.optional("join_grace")?.duration(in: .zero ... .seconds(86_400)) ?? standard.grace)
    }

    /// Whether an alert pages again.
    /// - Parameters:
    ///   - joins: whether it was not of the incident before.
    ///   - isWorse: whether it is worse than all that the incident has seen.
    public func pagesAgain(joins: Bool, isWorse: Bool) -> Bool {
        switch pages {
        case .nothing: false
        case .raised: isWorse
        case .each: joins || isWorse
        }
    }
}
