/// Every message that Muster knows, of every version.
public enum MessageCatalogue {
    /// In alphabetical order of their types.
    public static let all: [any Message.Type] = [
        AlertOpened.self, AlertResolved.self, IncidentAssembled.self, IncidentOpened.self, IncidentUpdated.self,
        AddMember.self, SendNotice.self, ParticipantAdded.self, WelcomeParticipants.self, CreateResource.self,
        ResourceCreated.self, ResourceFailed.self, LinkResources.self,
    ]

    /// The facts that go to the exchange `incidents`.
    public static var facts: [any Message.Type] {
        all.filter { $0.kind == .fact }
    }
}
