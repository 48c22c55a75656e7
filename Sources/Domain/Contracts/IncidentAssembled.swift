/// Every place that the incident's plan asks for is there.
public struct IncidentAssembled: Fact, IncidentMessage, Hashable {
    /// `incident.assembled`.
    public static let name = "incident.assembled"
    /// 1.
    public static let version = 1

    /// The incident, at the version that it had then.
    public var incident: IncidentReference

    /// The fact of one incident.
    public init(incident: IncidentReference) {
        self.incident = incident
    }
}
