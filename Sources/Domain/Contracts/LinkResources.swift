/// Asks the resource-creator to put the links to all places that are there where responders look for them: into the
/// conversation and the ticket.
public struct LinkResources: Command, IncidentMessage, Hashable {
    /// `resources.link`.
    public static let name = "resources.link"
    /// 1.
    public static let version = 1
    /// `resource-creator`, which alone calls the providers of places.
    public static let worker = "resource-creator"

    /// The incident, at the version that asked.
    public var incident: IncidentReference

    /// The order for one incident.
    public init(incident: IncidentReference) {
        self.incident = incident
    }
}
