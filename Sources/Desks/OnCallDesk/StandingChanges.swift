import FoundationEssentials
import IncidentStore
import OnCall
public import Organisation
public import Postgres

/// The changes of all schedules that are not over, at most two seconds old: what the desks that open incidents ask.
public actor StandingChanges {
    private let database: PostgresClient
    private let freshness: Duration
    private var known: [String: [ScheduleChange]] = [:]
    private var checkedAt: ContinuousClock.Instant?

    /// - Parameter freshness: how old an answer may be; two seconds by default.
    public init(database: PostgresClient, freshness: Duration = .seconds(2)) {
        self.database = database
        self.freshness = freshness
    }

    /// A configuration, with the changes.
    /// - Throws: `PostgresError`.
    public func applied(to organisation: OrganisationConfiguration) async throws -> OrganisationConfiguration {
        if checkedAt.map({ $0.duration(to: .now) >= freshness }) ?? true {
            let records = try await ScheduleChanges.changes(from: Date(), in: database)
            known = Dictionary(grouping: records, by: \.schedule).mapValues { $0.map(\.change) }
            checkedAt = .now
        }
        guard !known.isEmpty else { return organisation }
        var organisation = organisation
        organisation.changes = known
        return organisation
    }
}
