import Capabilities
import Contracts
import FoundationEssentials
import Incident
import Organisation
import Postgres
import IncidentStore
import WorkerKit

extension IncidentResponse {
    /// Reads the rows.
    /// - Throws: ``Failure`` to come back later when they are older than the message that is about them.
    static func load(_ reference: IncidentReference, from database: PostgresClient) async throws -> IncidentResponse {
        let found = try await load(reference.id, for: .system, in: database)
        guard let found, found.incident.version >= reference.version else {
            throw Failure.tooEarly("\(reference.name) is not at version \(reference.version) yet")
        }
        return found
    }

    /// What waits for what.
    var graph: ResourceGraph {
        ResourceGraph(Dictionary(resources.map { ($0.kind, $0.state) }, uniquingKeysWith: { first, _ in first }))
    }
}

extension ResourceKind {
    /// The capability that makes it.
    var capability: Capability {
        switch self {
        case .ticket: .ticketing
        case .conversation: .conversations
        case .storage: .storage
        case .document, .sheet: .documents
        case .group: .groups
        case .conference: .conferencing
        }
    }

    /// Whether participants are let in one by one after it was made.
    var takesMembers: Bool {
        switch self {
        case .conversation, .storage, .group: true
        case .ticket, .document, .sheet, .conference: false
        }
    }

    /// The title at the beginning of a line.
    var heading: String {
        title.prefix(1).uppercased() + title.dropFirst()
    }
}
