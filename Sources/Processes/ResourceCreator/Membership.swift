import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import Postgres
import ProviderKit
import WorkerKit

/// Brings the access to a place in line with who takes part.
struct Membership: Sendable {
    /// How often it is brought in line again because somebody came and went meanwhile; each change has a message of its own.
    private static let rounds = 5

    let providers: ProviderRegistry
    let organisation: OrganisationConfiguration
    let database: PostgresClient

    /// Lets somebody into a place who takes part, or takes them out who does not. Doing it again changes nothing.
    /// - Parameter cause: the id of the message that asks for it.
    func settle(
        _ email: String, in kind: ResourceKind, of incident: IncidentReference, cause: UUID, effects: Effects
    ) async throws {
        var done: Bool?
        for _ in 0..<Self.rounds {
            // Read again after each call: they may have come back, or left, while the provider was called.
            let response = try await IncidentResponse.load(incident, from: database)
            let isMember = response.members.contains { $0.lowercased() == email.lowercased() }
            guard isMember != done, let place = response.created(kind),
                let provider = try joinable(kind, place.resource.provider)
            else { return }
            let key = EffectKey("message/\(UUIDText.string(from: cause))/member")
            // One step of the journal is one call: who came and went has several.
            let step = "\(isMember ? "add" : "remove") \(email) \(kind.rawValue) v\(response.incident.version)"
            try await effects.repeatable(step, key: key, provider: provider) { () async throws(ProviderError) in
                if isMember {
                    try await provider.add(email, to: place.externalID)
                } else {
                    try await provider.remove(email, from: place.externalID)
                }
            }
            done = isMember
        }
    }

    /// Who lets people into a place of this kind; `nil` when nobody has to.
    private func joinable(_ kind: ResourceKind, _ name: String) throws -> (any Joinable)? {
        switch kind {
        case .conversation: try providers.provider(of: .conversations, named: name, organisation)
        case .storage: try providers.provider(of: .storage, named: name, organisation)
        case .group: try providers.provider(of: .groups, named: name, organisation)
        case .ticket, .document, .sheet, .conference: nil
        }
    }
}
