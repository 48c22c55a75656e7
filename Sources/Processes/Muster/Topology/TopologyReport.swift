import BrokerTopology

/// Differences as a listing.
enum TopologyReport {
    static func text(_ differences: [TopologyDifference]) -> String {
        differences.map { "\(mark($0.remedy)) \($0.object): \($0.detail)" }.joined(separator: "\n")
    }

    /// `+` is changed by `apply`, `!` makes it refuse, `?` is left to a person.
    private static func mark(_ remedy: TopologyDifference.Remedy) -> String {
        switch remedy {
        case .repaired: "+"
        case .refused: "!"
        case .left: "?"
        }
    }
}
