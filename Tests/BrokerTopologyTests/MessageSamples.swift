import Contracts
import FoundationEssentials
import Incident

/// Real messages, one of every type at least, made by the types themselves.
enum MessageSamples {
    private static let id = UUID(uuidString: "01933f5e-7d1a-7c3b-9f00-0123456789ab") ?? UUID()
    private static let incident = IncidentReference(id: id, name: "INC-17", version: 3)

    static let all: [any Message] = [
        AlertOpened(
            alert: id, source: "edge", dedupKey: "disk/web-1", severity: .critical, title: "Disk full",
            outcome: .noRoute, incident: nil),
        AlertResolved(
            alert: id, source: "edge", dedupKey: "disk/web-1", severity: .info, title: "Disk full", outcome: .attached,
            incident: "INC-17"),
        IncidentAssembled(incident: incident),
        IncidentOpened(
            incident: incident, title: "Checkout fails", type: "outage", severity: "high", priority: "p1",
            visibility: .restricted, source: .report, drill: false),
        IncidentUpdated(
            incident: incident, status: .stable, changes: ["status", "title"], actor: "primary-oncall@example.org"),
        IncidentUpdated(
            incident: incident, status: .closed, changes: ["commander"], actor: "primary-oncall@example.org",
            handover: Handover(from: nil, to: "primary-oncall@example.org", joins: true)),
        AddMember(incident: incident, resource: .conversation, email: "primary-oncall@example.org"),
        SendNotice(notice: id), AdvanceEscalation(escalation: id), SendPage(attempt: id),
        PageUpdated(incident: incident, change: .acknowledged, actor: "primary-oncall@example.org"),
        ParticipantAdded(
            incident: incident, email: "primary-oncall@example.org", roles: [.incidentCommander, .reporter]),
        WelcomeParticipants(incident: incident),
        CreateResource(incident: incident, resource: .sheet),
        ResourceCreated(incident: incident, resource: .ticket, provider: "native", externalID: "7", url: nil),
        ResourceCreated(
            incident: incident, resource: .conference, provider: "native", externalID: "7",
            url: "https://muster.example.org/c/7"),
        ResourceFailed(incident: incident, resource: .group, provider: "native", error: "503"),
        LinkResources(incident: incident),
    ]

    static func event(_ message: some Message) -> Envelope {
        Envelope(
            message, id: id, source: "/muster/intake", subject: "INC-17",
            time: Date(timeIntervalSince1970: 1_767_323_045), traceparent: nil)
    }
}
