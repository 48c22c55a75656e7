import Encodings
import Capabilities
import Contracts
import Cost
import CostStore
import FoundationEssentials
import Incident
import Organisation
import IncidentStore
import ProviderKit
import WorkerKit

/// Makes an incident's ticket say what is so now.
struct TicketUpdate: Sendable {
    /// How often a ticket is written again because the incident changed meanwhile; each change has a message of its own.
    private static let rounds = 5

    let environment: WorkerEnvironment
    let providers: ProviderRegistry
    let organisation: OrganisationConfiguration

    /// - Parameter cause: the id of the message that asks for it.
    func perform(_ incident: IncidentReference, cause: UUID, effects: Effects) async throws {
        var written: String?
        for _ in 0..<Self.rounds {
            // Read again after each call: another instance may have written an older state after this one read it.
            let response = try await IncidentResponse.load(incident, from: environment.database)
            let cost = try await CostAccounts.total(of: incident.id, in: environment.database)
            let state = "v\(response.incident.version)" + (cost.map { ", \($0.text)" } ?? "")
            guard let ticket = response.created(.ticket), state != written else { return }
            let provider = try providers.provider(of: .ticketing, named: ticket.resource.provider, organisation)
            let draft = ResourceDrafts(
                response: response, publicURL: environment.configuration.publicURL, cost: cost
            ).ticket
            let key = EffectKey("message/\(UUIDText.string(from: cause))/ticket")
            try await effects.repeatable(
                "update \(state)", key: key, provider: provider
            ) { () async throws(ProviderError) in
                try await provider.update(ticket.externalID, to: draft)
            }
            written = state
        }
    }
}
