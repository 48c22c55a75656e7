import Contracts
import FoundationEssentials
import Incident
import Incident
import IncidentStore
import ProviderKit
import WorkerKit

/// Brings the ticket up to date, and takes those who left out of its places. An incident that was closed before its places were planned gets them when it is opened
/// again.
struct IncidentUpdatedHandler: EffectHandler {
    let environment: WorkerEnvironment
    let providers: ProviderRegistry

    func handle(_ message: Received<IncidentUpdated>, effects: Effects) async throws -> Completion {
        let response = try await IncidentResponse.load(message.body.incident, from: environment.database)
        let organisation = try await environment.organisation.current()
        if response.resources.isEmpty {
            guard response.incident.status != .closed else { return { _ in } }
            let plan = ResourcePlan(organisation: organisation, publicURL: environment.configuration.publicURL)
            return { work in
                let incident = message.body.incident
                guard let held = try await IncidentResponse.hold([incident.id], for: .system, in: work)[incident.id],
                    held.incident.status != .closed
                else { return }
                try await plan.plan(
                    [ResourcePlan.Candidate(incident: incident, response: held, cause: message.traceparent)], in: work)
            }
        }
        let membership = Membership(providers: providers, organisation: organisation, database: environment.database)
        for email in message.body.left {
            for kind in ResourceKind.allCases where kind.takesMembers {
                try await membership.settle(
                    email, in: kind, of: message.body.incident, cause: message.id, effects: effects)
            }
        }
        let update = TicketUpdate(environment: environment, providers: providers, organisation: organisation)
        try await update.perform(message.body.incident, cause: message.id, effects: effects)
        let conversation = ConversationUpdate(
            environment: environment, providers: providers, organisation: organisation)
        let wait = try await conversation.perform(message.body.incident, cause: message.id, effects: effects)
        return { work in
            ConversationUpdate.schedule(wait, of: message.body.incident, cause: message.traceparent, in: work)
        }
    }
}
