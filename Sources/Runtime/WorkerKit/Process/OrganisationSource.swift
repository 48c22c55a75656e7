public import Organisation
public import Postgres
import IncidentStore

/// The organisation's configuration as it was applied last, read again when a newer version is there.
public actor OrganisationSource {
    private static let freshness: Duration = .seconds(2)

    private let database: PostgresClient
    private var known: StoredOrganisation?
    private var checkedAt: ContinuousClock.Instant?

    public init(database: PostgresClient) {
        self.database = database
    }

    /// The configuration, at most two seconds old.
    /// - Throws: ``Failure`` to be retried when nothing was applied yet; `PostgresError`; `IncidentStoreError`.
    public func current() async throws -> OrganisationConfiguration {
        if let known, let checkedAt, checkedAt.duration(to: .now) < Self.freshness { return known.configuration }
        if case .found(let newest) = try await OrganisationStore.load(unless: known?.version, in: database) {
            known = newest
        }
        checkedAt = .now
        guard let known else {
            throw Failure(
                .retry, code: "no-configuration",
                detail: "no configuration was applied; run `muster config apply`", place: "configuration")
        }
        return known.configuration
    }
}
