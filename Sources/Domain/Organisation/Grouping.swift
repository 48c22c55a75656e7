import JSON

/// Which alerts of a route are one incident.
public struct Grouping: Sendable, Hashable {
    /// What a regroup window is counted from.
    public enum Window: String, Sendable, CaseIterable {
        /// The moment at which the last alert of the incident was over. While one fires, it does not run.
        case rolling
        /// The opening of the incident.
        case fixed
    }

    /// Labels whose values make the group, whoever sends them: at most 10 names. Empty for the group that the sender says.
    public var labels: [String]
    /// How long an open incident takes what fires again: 0 to 7 days.
    public var regroupWindow: Duration
    /// What that is counted from.
    public var window: Window

    /// How alerts are grouped; nothing is checked. Without arguments, what a route has that does not say.
    public init(by labels: [String] = [], regroupWindow: Duration = .seconds(1800), window: Window = .rolling) {
        self.labels = labels
        self.regroupWindow = regroupWindow
        self.window = window
    }

    /// Configuration, among the keys of a route: `group_by`, `regroup_window` (such as `30m`, the default; 0s to 7d) and
    /// `window` (`rolling`, the default, or `fixed`).
    /// - Throws: `JSONDecodingError` for a key that is wrong.
    init(of route: JSONReader) throws {
        let standard = Grouping()
        self.init(
            by: try route.optionalStrings("group_by", max: 10, length: 1...256),
            regroupWindow: try route.optional("regroup_window")?.duration(in: .zero ... .seconds(7 * 86_400))
                ?? standard.regroupWindow,
            window: try route.optionalEnumeration("window", of: Window.self) ?? standard.window)
    }
}
