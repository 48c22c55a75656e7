/// Where an incident stands.
public enum IncidentStatus: String, Sendable, CaseIterable {
    /// The response is running.
    case active
    /// The damage is contained; work remains.
    case stable
    /// Nothing remains to be done. A closed incident can be opened again.
    case closed

    /// The past participle that people read: «stable» incidents were stabilised.
    public var announcement: String {
        switch self {
        case .active: "is active"
        case .stable: "is stable"
        case .closed: "is closed"
        }
    }
}
