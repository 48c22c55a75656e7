import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import ProviderKit
import WorkStore
import WorkerKit

/// Makes an incident's conversation go with it: its topic, and that it is archived some time after the end and open again
/// when the incident is.
struct ConversationUpdate: Sendable {
    /// How often it is looked at again because the incident changed meanwhile; each change has a message of its own.
    private static let rounds = 5

    let environment: WorkerEnvironment
    let providers: ProviderRegistry
    let organisation: OrganisationConfiguration

    /// - Parameter cause: the id of the message that asks for it.
    /// - Returns: how long to wait before the conversation is to be archived; `nil` when that is not to come.
    func perform(_ incident: IncidentReference, cause: UUID, effects: Effects) async throws -> Duration? {
        var done: String?
        var wait: Duration?
        for _ in 0..<Self.rounds {
            // Read again after each call: another instance may have written an older state after this one read it.
            let response = try await IncidentResponse.load(incident, from: environment.database)
            guard let conversation = response.created(.conversation),
                let provider = try providers.provider(
                    of: .conversations, named: conversation.resource.provider, organisation)
                    as? any FollowingConversations
            else { return nil }
            wait = Self.wait(response.incident, archivedAfter: provider.archivesAfter)
            let stage = Self.stage(response.incident, wait: wait)
            let state = ConversationState(
                topic: ResourceDrafts(response: response, publicURL: environment.configuration.publicURL).conversation
                    .topic, stage: stage)
            let step = "follow v\(response.incident.version) \(stage.rawValue)"
            if step == done { break }
            let key = EffectKey("message/\(UUIDText.string(from: cause))/conversation")
            try await effects.repeatable(step, key: key, provider: provider) { () async throws(ProviderError) in
                try await provider.follow(conversation.externalID, state)
            }
            done = step
        }
        return wait.flatMap { $0 > .zero ? $0 : nil }
    }

    /// Has the conversation looked at again when it is to be archived.
    static func schedule(_ wait: Duration?, of incident: IncidentReference, cause: String?, in work: UnitOfWork) {
        guard let wait else { return }
        // A closed incident's links stay as they are: to link again does nothing else.
        work.schedule(
            LinkResources(incident: incident), key: "archive/\(UUIDText.string(from: incident.id))", after: wait,
            about: Subject(incident, cause: cause))
    }

    /// How long until the conversation of a closed incident is to be archived, zero or less when it is time; `nil` for one
    /// that is open, and when it never is.
    static func wait(
        _ incident: IncidentRecord, archivedAfter delay: Duration?, at now: Date = Date()
    ) -> Duration? {
        guard incident.status == .closed, let delay, let closedAt = incident.closedAt else { return nil }
        return delay - .seconds(now.timeIntervalSince(closedAt))
    }

    static func stage(_ incident: IncidentRecord, wait: Duration?) -> ConversationState.Stage {
        guard incident.status == .closed else { return .going }
        return wait.map { $0 <= .zero } == true ? .over : .closed
    }
}
