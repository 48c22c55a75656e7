import IncidentStore
public import Organisation
public import Postgres

/// In which incidents people want to be engaged, at most two seconds old: what opens and changes incidents has to know.
public actor StandingPreferences {
    private let database: PostgresClient
    private let freshness: Duration
    private var known: [String: [EngagementMatch]] = [:]
    private var state: String?
    private var checkedAt: ContinuousClock.Instant?

    /// - Parameter freshness: how old an answer may be; two seconds by default.
    public init(database: PostgresClient, freshness: Duration = .seconds(2)) {
        self.database = database
        self.freshness = freshness
    }

    /// A configuration, with the preferences.
    /// - Throws: `PostgresError`.
    public func applied(to organisation: OrganisationConfiguration) async throws -> OrganisationConfiguration {
        if checkedAt.map({ $0.duration(to: .now) >= freshness }) ?? true {
            let state: String? = try await database.query(EngagementPreferences.state).first?.decode("state")
            if state != self.state {
                known = try await EngagementPreferences.all(in: database)
                self.state = state
            }
            checkedAt = .now
        }
        guard !known.isEmpty else { return organisation }
        var organisation = organisation
        organisation.preferences = known
        return organisation
    }
}
