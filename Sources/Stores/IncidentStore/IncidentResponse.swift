public import FoundationEssentials
public import Incident
public import Postgres

/// An incident with its people and its places, as the rows are at one moment.
public struct IncidentResponse: Sendable, Hashable {
    /// The incident.
    public var incident: IncidentRecord
    /// Its people, in the order they joined.
    public var participants: [ParticipantRecord]
    /// Its places, by kind.
    public var resources: [ResourceRecord]

    /// Puts together what was read or is about to be written.
    public init(incident: IncidentRecord, participants: [ParticipantRecord], resources: [ResourceRecord]) {
        self.incident = incident
        self.participants = participants
        self.resources = resources
    }

    /// The place of this kind, when one is planned.
    public func resource(_ kind: ResourceKind) -> ResourceRecord? {
        resources.first { $0.kind == kind }
    }

    /// The place and what its provider calls it, when it is there.
    public func created(_ kind: ResourceKind) -> (resource: ResourceRecord, externalID: String)? {
        guard let resource = resource(kind), resource.state == .created, let externalID = resource.externalID else {
            return nil
        }
        return (resource, externalID)
    }

    /// The participants' mail addresses.
    public var members: [String] { participants.map(\.person.email) }
}

extension IncidentResponse {
    /// The incident with this id, its people and its places, in one round trip; `nil` when there is none for the viewer.
    public static func load(
        _ id: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> IncidentResponse? {
        try Self(try await database.pipeline(statements(.id(id), for: viewer)))
    }

    /// As ``load(_:for:in:)``, while the incident's row is held to the end of the transaction: of two that change something
    /// about it at the same time one sees the other.
    public static func hold(
        _ id: UUID, for viewer: Viewer, in transaction: some Querying
    ) async throws -> IncidentResponse? {
        try await hold([Incidents.lock(id)] + statements(.id(id), for: viewer), in: transaction)
    }

    /// As the other, by name, beside those who only refer to the row.
    public static func hold(
        _ name: IncidentName, for viewer: Viewer, in transaction: some Querying
    ) async throws -> IncidentResponse? {
        try await hold([Incidents.lock(name)] + statements(.name(name), for: viewer), in: transaction)
    }

    /// As the first, of several incidents at once, beside those who only refer to their rows; those that are not there are left
    /// out. The rows are taken in an order that all share, so that two cannot wait for each other.
    public static func hold(
        _ ids: [UUID], for viewer: Viewer, in transaction: some Querying
    ) async throws -> [UUID: IncidentResponse] {
        let results = try await transaction.pipeline([
            Incidents.lock(ids), Incidents.byIDs(ids, for: viewer), Participants.select(ofAll: ids, for: viewer),
            Resources.select(ofAll: ids, for: viewer),
        ])
        return try responses(Array(results.dropFirst()))
    }

    /// Incidents with their people and places, in one round trip; those that are not there are left out.
    public static func load(
        _ ids: [UUID], for viewer: Viewer, in database: some Querying
    ) async throws -> [UUID: IncidentResponse] {
        let results = try await database.pipeline([
            Incidents.byIDs(ids, for: viewer), Participants.select(ofAll: ids, for: viewer),
            Resources.select(ofAll: ids, for: viewer),
        ])
        return try responses(results)
    }

    private static func responses(_ results: [PostgresResult]) throws -> [UUID: IncidentResponse] {
        var responses: [UUID: IncidentResponse] = [:]
        for row in results[0] {
            let incident = try IncidentRecord(row)
            responses[incident.id] = IncidentResponse(incident: incident, participants: [], resources: [])
        }
        for row in results[1] {
            responses[try row.decode("incident_id")]?.participants.append(try ParticipantRecord(row))
        }
        for row in results[2] {
            responses[try row.decode("incident_id")]?.resources.append(try ResourceRecord(row))
        }
        return responses
    }

    /// Reads in statements of their own, so that they see what the former holder committed.
    private static func hold(_ statements: [Statement], in transaction: some Querying) async throws -> IncidentResponse?
    {
        try Self(Array(try await transaction.pipeline(statements).dropFirst()))
    }

    /// - Parameter people: the most of them that are loaded.
    static func statements(_ key: IncidentKey, for viewer: Viewer, people: Int = 1000) -> [Statement] {
        let incident =
            switch key {
            case .id(let id): Incidents.byIDs([id], for: viewer)
            case .name(let name): Incidents.byNumber(name.number, for: viewer)
            }
        return [
            incident, Participants.select(of: key, for: viewer, limit: people), Resources.select(of: key, for: viewer),
        ]
    }

    /// Reads what ``statements(_:for:people:)`` found.
    init?(_ results: [PostgresResult]) throws {
        guard let incident = try results[0].first.map({ row in try IncidentRecord(row) }) else { return nil }
        self.init(
            incident: incident, participants: try results[1].map { row in try ParticipantRecord(row) },
            resources: try results[2].map { row in try ResourceRecord(row) })
    }
}
