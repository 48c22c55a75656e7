import Encodings
import Capabilities
import Contracts
import FoundationEssentials
import Incident
import Organisation
import IncidentStore
import ProviderKit
import WorkerKit

/// Puts the links to all places that are there into the conversation, and into the ticket's description, and makes the
/// conversation go with its incident.
struct LinkResourcesHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    func handle(_ message: Received<LinkResources>, effects: Effects) async throws -> Completion {
        let response = try await IncidentResponse.load(message.body.incident, from: environment.database)
        let organisation = try await environment.organisation.current()
        try await bookmark(response, organisation: organisation, effects: effects)
        let update = TicketUpdate(environment: environment, providers: providers, organisation: organisation)
        try await update.perform(message.body.incident, cause: message.id, effects: effects)
        let conversation = ConversationUpdate(
            environment: environment, providers: providers, organisation: organisation)
        let wait = try await conversation.perform(message.body.incident, cause: message.id, effects: effects)
        return { work in
            ConversationUpdate.schedule(wait, of: message.body.incident, cause: message.traceparent, in: work)
        }
    }

    private func bookmark(
        _ response: IncidentResponse, organisation: OrganisationConfiguration, effects: Effects
    ) async throws {
        guard let conversation = response.created(.conversation) else { return }
        let provider = try providers.provider(
            of: .conversations, named: conversation.resource.provider, organisation)
        let key = EffectKey("incident/\(UUIDText.string(from: response.incident.id))/bookmark")
        let links = PlaceLinks(
            response: response, organisation: organisation, publicURL: environment.configuration.publicURL)
        for link in links.all {
            try await effects.repeatable(link.step, key: key, provider: provider) { () async throws(ProviderError) in
                try await provider.bookmark(link.title, url: link.url, inConversation: conversation.externalID)
            }
        }
    }
}
