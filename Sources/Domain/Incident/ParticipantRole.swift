/// What a participant does in an incident, in the words of incident command.
public enum ParticipantRole: String, Sendable, CaseIterable {
    /// Leads the response and decides.
    case incidentCommander = "incident_commander"
    /// Speaks with those outside of the response.
    case liaison
    /// Writes down what happens.
    case scribe
    /// Opened the incident.
    case reporter
    /// Works on it.
    case participant
    /// Follows it.
    case observer

    /// Whether one person has it at a time: whoever takes it takes it from who had it.
    public var isHeldByOne: Bool {
        switch self {
        case .incidentCommander, .liaison, .scribe: true
        case .reporter, .participant, .observer: false
        }
    }

    /// As people read it.
    public var title: String {
        switch self {
        case .incidentCommander: "incident commander"
        case .liaison: "liaison"
        case .scribe: "scribe"
        case .reporter: "reporter"
        case .participant: "participant"
        case .observer: "observer"
        }
    }
}
