public import JSON

/// Asks the notifier to welcome an incident's participants although not every place is there yet: a timer's message, so
/// that a resource that cannot be made does not leave responders without a word.
public struct WelcomeParticipants: Command, Hashable {
    public static let name = "participants.welcome"
    public static let version = 1
    public static let worker = "notifier"

    public var incident: IncidentReference

    public init(incident: IncidentReference) {
        self.incident = incident
    }

    public init(_ reader: JSONReader) throws {
        self.init(incident: try reader.decode("incident"))
    }

    public var json: JSON {
        ["incident": incident.json]
    }
}
