import Contracts
import FoundationEssentials
import Incident
import Organisation
import Postgres
import IncidentStore
import WorkerKit

/// An incident as it is now, with its people and places.
struct ResponseState: Sendable {
    var incident: IncidentRecord
    var participants: [ParticipantRecord]
    var resources: [ResourceRecord]

    /// Reads the rows.
    /// - Throws: ``Failure`` to come back later when they are older than the message that is about them.
    static func load(_ reference: IncidentReference, from database: PostgresClient) async throws -> ResponseState {
        let found = try await IncidentReader.response(reference.id, in: database)
        guard let found, found.incident.version >= reference.version else {
            throw Failure(
                .retryAfter(.seconds(1)), code: "too-early",
                detail: "\(reference.name) is not at version "
                    + "\(reference.version) yet")
        }
        return ResponseState(
            incident: found.incident, participants: found.participants, resources: found.resources)
    }

    func resource(_ kind: ResourceKind) -> ResourceRecord? {
        resources.first { $0.kind == kind }
    }

    /// The place and what its provider calls it, when it is there.
    func created(_ kind: ResourceKind) -> (resource: ResourceRecord, externalID: String)? {
        guard let resource = resource(kind), resource.state == .created, let externalID = resource.externalID else {
            return nil
        }
        return (resource, externalID)
    }

    var graph: ResourceGraph {
        ResourceGraph(Dictionary(resources.map { ($0.kind, $0.state) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The participants' mail addresses.
    var members: [String] { participants.map(\.person.email) }
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
