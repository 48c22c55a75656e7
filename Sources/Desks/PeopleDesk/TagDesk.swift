import FoundationEssentials
public import Incident
import IncidentDesk
public import IncidentStore
import JSON
public import Organisation
public import PeopleStore
public import Postgres
public import WorkStore

/// How people sort incidents, once for every door.
public struct TagDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where tags are read.
    ///   - committer: writes them.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// The tags of an incident.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer; `PostgresError`.
    public func tags(of name: IncidentName, for viewer: Viewer) async throws -> [Tag] {
        guard let incident = try await Incidents.incident(name, for: viewer, in: database) else {
            throw IncidentDeskError.noIncident(name)
        }
        return try await Tags.list(of: incident.id, for: viewer, in: database)
    }

    /// Gives an incident tags and takes some back. What others change at the same time is kept.
    /// - Returns: the answer: the list of its tags.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func change(
        _ request: TagRequest, of name: IncidentName, in organisation: OrganisationConfiguration, actor: String,
        viewer: Viewer, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            try await Answering.once(idempotency, in: work) {
                guard var record = try await IncidentResponse.hold(name, for: viewer, in: work)?.incident else {
                    throw IncidentDeskError.noIncident(name)
                }
                let tags = try await Tags.list(of: record.id, for: viewer, in: work)
                let change = try TagChange(request, of: tags, among: organisation.tagTypes)
                if !change.added.isEmpty || !change.ended.isEmpty {
                    _ = try await work.pipeline([
                        Tags.end(change.ended, of: record.id, by: actor),
                        Tags.add(change.added, to: record.id, by: actor),
                    ])
                    IncidentNote(.changed, change.line, isTold: false).write(
                        ["tags"], to: &record, actor: actor, cause: trace, in: work)
                }
                let after = try await Tags.list(of: record.id, for: viewer, in: work)
                return StoredAnswer(
                    status: 200, body: Page(items: after, nextCursor: nil).json(\.json).bytes())
            }
        }
    }
}
