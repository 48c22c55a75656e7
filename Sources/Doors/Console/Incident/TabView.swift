import Incident

/// The pages of an incident, each with an address of its own.
struct TabView: Sendable {
    /// A page of an incident.
    enum Place: String, CaseIterable {
        case overview = "Overview"
        case conversation = "Conversation"
        case timeline = "Timeline"

        fileprivate func address(of name: String) -> String {
            switch self {
            case .overview: SafeLink.incident(name)
            case .conversation: "\(SafeLink.incident(name))/conversation"
            case .timeline: "\(SafeLink.incident(name))/timeline"
            }
        }
    }

    let tabTitle: String
    let tabAddress: String
    let tabIsHere: Bool

    /// All of them.
    /// - Parameter here: the one that is shown.
    static func all(of name: some CustomStringConvertible, here: Place) -> [TabView] {
        Place.allCases.map {
            TabView(tabTitle: $0.rawValue, tabAddress: $0.address(of: name.description), tabIsHere: $0 == here)
        }
    }
}
