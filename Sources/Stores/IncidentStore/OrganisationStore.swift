import JSON
public import Organisation
public import Postgres

/// The organisation's configuration as it was applied last.
public struct StoredOrganisation: Sendable, Hashable {
    /// Grows with every application.
    public var version: Int64
    /// What this release understands of it.
    public var configuration: OrganisationConfiguration
    /// What only a newer release understands of it, with the place of each; empty for what this release's CLI applied.
    public var passedOver: [String]

    /// A configuration as it is stored under a version.
    public init(version: Int64, configuration: OrganisationConfiguration, passedOver: [String] = []) {
        self.version = version
        self.configuration = configuration
        self.passedOver = passedOver
    }
}

/// Reads the organisation's configuration.
public enum OrganisationStore {
    /// The newest configuration; `nil` when none was ever applied.
    /// - Parameter version: the one that is known; when it still is the newest, it is not read again and the result is
    ///   `.unchanged`.
    public static func load(
        unless version: Int64? = nil, in database: some Querying
    ) async throws -> OrganisationLoad {
        let rows = try await database.query(
            Statement(
                """
                select version, case when version is distinct from $1 then document end as document
                from core.configuration order by version desc limit 1
                """, [.init(version)]))
        guard let row = rows.first else { return .none }
        guard let text = try row.decode("document", as: String?.self) else { return .unchanged }
        return read(text, version: try row.decode("version"))
    }

    /// Reads what was applied, perhaps by a newer release: leniently.
    private static func read(_ text: String, version: Int64) -> OrganisationLoad {
        do {
            let limits = JSONLimits(bytes: 64 << 20, values: 4_000_000)
            let leniency = JSONLeniency()
            let configuration = try OrganisationConfiguration(
                JSONReader(JSON.parse(text, limits: limits), leniency: leniency))
            return .found(
                StoredOrganisation(
                    version: version, configuration: configuration,
                    passedOver: leniency.passedOver.map(\.description)))
        } catch {
            return .unreadable(version: version, reason: "\(error)")
        }
    }
}

/// What looking for the organisation's configuration came to.
public enum OrganisationLoad: Sendable, Hashable {
    /// None was ever applied.
    case none
    /// The known one is the newest.
    case unchanged
    /// The newest is another one than the known one.
    case found(StoredOrganisation)
    /// The newest is another one, which this release cannot read at all.
    case unreadable(version: Int64, reason: String)
}
