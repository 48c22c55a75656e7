/// Every message that Muster knows, of every version.
public enum MessageCatalogue {
    /// Facts, commands, and what playbooks send.
    public static let all: [any Message.Type] = facts + commands + playbooks

    /// What goes to the exchange `incidents`, in alphabetical order of the types' names on the wire.
    public static let facts: [any Fact.Type] = [
        AlertOpened.self, AlertResolved.self, AlertsJoined.self, CostUpdated.self, IncidentAssembled.self,
        IncidentOpened.self, IncidentUpdated.self, MessagePosted.self, OnCallChanged.self, PageUpdated.self,
        ParticipantAdded.self,
        ResourceCreated.self, ResourceFailed.self, TaskCreated.self, TaskUpdated.self, TrialRequested.self,
    ]

    /// What goes to one worker.
    public static let commands: [any Command.Type] = [
        RouteAlert.self, SettleIncident.self, RecoverAlerts.self, MissHeartbeat.self, AdvanceEscalation.self,
        SendPage.self, RefreshCost.self, AddMember.self, SendNotice.self, WelcomeParticipants.self, CreateResource.self,
        LinkResources.self, RemindOfTask.self, TellOfTask.self, ExpireParticipant.self, RemindOfReport.self,
        WakeExecution.self, PerformStep.self,
    ]

    /// What goes to the exchange `playbooks`.
    public static let playbooks: [any PlaybookMessage.Type] = [AdvanceExecution.self, StepRequested.self]
}
