import Encodings
public import FoundationEssentials
public import Incident
import IncidentDesk
import IncidentStore
public import Postgres

/// What was known of incidents at a moment, once for every door.
public struct HistoryDesk: Sendable {
    private let database: PostgresClient
    private let publicURL: String

    /// - Parameters:
    ///   - database: where rows are read.
    ///   - publicURL: the base of every link, without a slash at its end.
    public init(database: PostgresClient, publicURL: String) {
        self.database = database
        self.publicURL = publicURL
    }

    /// An incident as it was known at a moment. It is there for whom it is there now.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer, or was not then, and for a time that has not
    ///   come; `PostgresError`.
    public func incident(_ name: IncidentName, at moment: Date, for viewer: Viewer) async throws -> IncidentPast {
        guard let now = try await Incidents.incident(name, for: viewer, in: database) else {
            throw IncidentDeskError.noIncident(name)
        }
        guard moment <= Date() else {
            throw IncidentDeskError.invalid("/at", "\(RFC3339.string(from: moment)) has not come yet")
        }
        // Times are told by the millisecond: what happened in it was known at its end.
        let end = moment.addingTimeInterval(0.000_999)
        guard end >= now.reportedAt else {
            throw IncidentDeskError(
                .notFound,
                "\(name) was opened at \(RFC3339.string(from: now.reportedAt)): nothing was known of it before")
        }
        let rows = try await database.transaction { transaction in
            // Of one moment: what is changed meanwhile is not half in it.
            _ = try await transaction.query("set transaction isolation level repeatable read, read only")
            return try await PastRows.load(now, at: end, for: viewer, in: transaction)
        }
        return IncidentPast(rows, at: end, said: moment, publicURL: publicURL)
    }
}
