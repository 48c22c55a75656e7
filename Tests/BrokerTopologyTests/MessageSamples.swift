import Contracts
import Cost
import FoundationEssentials
import Incident
import JSON

/// Real messages, one of every type at least, made by the types themselves.
enum MessageSamples {
    private static let id = UUID(uuidString: "01933f5e-7d1a-7c3b-9f00-0123456789ab") ?? UUID()
    private static let incident = IncidentReference(id: id, name: "INC-17", version: 3)

    private static let costs: [any Message] = [
        Currency("USD").map {
            CostUpdated(incident: incident, total: Money(15_600, $0), before: Money(12_500, $0))
        }
    ].compactMap(\.self)

    static let all = costs + others

    private static let others: [any Message] = [
        AlertOpened(
            AlertSummary(
                id: id, source: "edge", dedupKey: "disk/web-1", severity: .critical, title: "Disk full",
                outcome: .noRoute, incident: nil)),
        AlertResolved(
            AlertSummary(
                id: id, source: "edge", dedupKey: "disk/web-1", severity: .info, title: "Disk full", outcome: .attached,
                incident: "INC-17")),
        AlertsJoined(
            incident: incident, alerts: 2, severity: .critical, title: "Disk full", route: "all", rule: "each",
            grace: .seconds(300)),
        RefreshCost(incident: id),
        IncidentAssembled(incident: incident),
        IncidentOpened(
            incident: incident, title: "Checkout fails", type: "outage", severity: "high", priority: "p1",
            visibility: .restricted, source: .report, drill: false),
        IncidentUpdated(
            incident: incident, status: .stable, changes: ["status", "title"], actor: "primary-oncall@example.org"),
        IncidentUpdated(
            incident: incident, status: .closed, changes: ["commander"], actor: "primary-oncall@example.org",
            handover: Handover(from: nil, to: "primary-oncall@example.org", joins: true)),
        IncidentUpdated(
            incident: incident, status: .active, changes: ["participants"], actor: "primary-oncall@example.org",
            handover: Handover(
                from: "primary-oncall@example.org", to: "secondary-oncall@example.org", joins: false,
                note: "The database is next"), left: ["primary-oncall@example.org"], told: [id]),
        AddMember(incident: incident, resource: .conversation, email: "primary-oncall@example.org"),
        TrialRequested(trial: id),
        OnCallChanged(
            schedule: "primary", at: Date(timeIntervalSince1970: 1_767_323_045), onCall: ["primary-oncall@example.org"],
            before: []),
        RouteAlert(alert: id), SettleIncident(incident: id),
        AdvanceExecution(execution: id), WakeExecution(execution: id, timer: 7), PerformStep(execution: id, task: 7),
        StepRequested(
            execution: id, playbook: "phishing", state: "Look up", integration: "lookup",
            token: "0123456789abcdef0123456789abcdef", input: ["hash": "44d88612fea8a8f36de82e1278abb02f"],
            timeoutSeconds: 60, heartbeatSeconds: 10),
        SendNotice(notice: id), AdvanceEscalation(escalation: id), SendPage(attempt: id),
        RecoverAlerts(.silence(id), endedAt: Date(timeIntervalSince1970: 1_767_323_045), after: id),
        RecoverAlerts(.maintenance("patching"), endedAt: Date(timeIntervalSince1970: 1_767_323_045)),
        MissHeartbeat(heartbeat: "backup"),
        PageUpdated(incident: incident, change: .acknowledged, actor: "primary-oncall@example.org"),
        ParticipantAdded(
            incident: incident, email: "primary-oncall@example.org", roles: [.incidentCommander, .reporter]),
        ParticipantAdded(
            incident: incident, email: "primary-oncall@example.org", roles: [.observer], told: [id]),
        ExpireParticipant(incident: id, email: "guest@example.net"), RemindOfReport(incident: id),
        WelcomeParticipants(incident: incident),
        CreateResource(incident: incident, resource: .sheet),
        ResourceCreated(incident: incident, resource: .ticket, provider: "native", externalID: "7", url: nil),
        ResourceCreated(
            incident: incident, resource: .conference, provider: "native", externalID: "7",
            url: "https://muster.example.org/c/7"),
        ResourceFailed(incident: incident, resource: .group, provider: "native", error: "503"),
        LinkResources(incident: incident),
        MessagePosted(incident: incident, provider: "native", conversation: "c-1", message: "m-1"),
        TaskCreated(incident: incident, task: id, step: 1, actor: "primary-oncall@example.org"),
        TaskUpdated(incident: incident, task: id, step: 2, change: .resolved, actor: "primary-oncall@example.org"),
        RemindOfTask(task: id), TellOfTask(notice: id),
    ]

    static func event(_ message: some Message) -> Envelope {
        Envelope(
            message, id: id, source: "/muster/intake", subject: "INC-17",
            time: Date(timeIntervalSince1970: 1_767_323_045), traceparent: nil)
    }
}
