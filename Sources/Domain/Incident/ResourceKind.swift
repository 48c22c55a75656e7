/// A place that a response needs.
public enum ResourceKind: String, Sendable, CaseIterable {
    /// The issue in the organisation's tracker.
    case ticket
    /// The channel in which responders talk.
    case conversation
    /// The folder for files.
    case storage
    /// The investigation document.
    case document
    /// The investigation sheet: the affected systems, as CSV.
    case sheet
    /// The group whose mail address reaches the participants.
    case group
    /// The conference bridge.
    case conference

    /// As people read it.
    public var title: String {
        switch self {
        case .ticket: "ticket"
        case .conversation: "conversation"
        case .storage: "storage"
        case .document: "investigation document"
        case .sheet: "investigation sheet"
        case .group: "group"
        case .conference: "conference bridge"
        }
    }
}
