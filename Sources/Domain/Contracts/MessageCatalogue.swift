/// Every message that Muster knows, of every version.
public enum MessageCatalogue {
    /// Facts and commands.
    public static let all: [any Message.Type] = facts + commands

    /// What goes to the exchange `incidents`, in alphabetical order of the types' names on the wire.
    public static let facts: [any Fact.Type] = [
        AlertOpened.self, AlertResolved.self, IncidentAssembled.self, IncidentOpened.self, IncidentUpdated.self,
        PageUpdated.self, ParticipantAdded.self, ResourceCreated.self, ResourceFailed.self,
    ]

    /// What goes to one worker.
    public static let commands: [any Command.Type] = [
        AdvanceEscalation.self, SendPage.self, AddMember.self, SendNotice.self, WelcomeParticipants.self,
        CreateResource.self, LinkResources.self,
    ]
}
