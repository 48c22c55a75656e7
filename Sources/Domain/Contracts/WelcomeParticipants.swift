/// Asks the notifier to welcome an incident's participants although not every place is there yet: a timer's message, so
/// that a resource that cannot be made does not leave responders without a word.
public struct WelcomeParticipants: Command, IncidentMessage, Hashable {
    /// `participants.welcome`.
    public static let name = "participants.welcome"
    /// 1.
    public static let version = 1
    /// `notifier`, which sets the timer when the incident opens.
    public static let worker = "notifier"

    /// The incident, at the version that it was opened with.
    public var incident: IncidentReference

    /// The order for one incident.
    public init(incident: IncidentReference) {
        self.incident = incident
    }
}
