import CoreMetrics
import FoundationEssentials
import IncidentStore
public import Logging
import OnCall
public import Organisation
public import Postgres
import Synchronization
public import ZoneFiles

/// The organisation's configuration as it was applied last, read again when a newer version is there.
///
/// Releases roll: the newest may be a newer release's. What this one does not know of it is passed over; when it cannot be
/// read at all, the last one that could be stays in force, and the process says that it is degraded.
public actor OrganisationSource {
    private let database: PostgresClient
    private let freshness: Duration
    private let zones: ZoneFiles
    /// When the zone data that is in use was last changed.
    private var zonesChangedAt: Date?
    private let passedOver: Meter
    private let unreadable: Meter
    private let logger: Logger
    private var known: StoredOrganisation?
    /// The newest version that was looked at, readable or not.
    private var seen: Int64?
    private var checkedAt: ContinuousClock.Instant?
    private nonisolated let behind = Mutex(false)
    private nonisolated let inForce = Mutex<Int64?>(nil)

    /// - Parameters:
    ///   - metrics: where it says how much of the configuration it does not understand.
    ///   - freshness: how old an answer may be; two seconds by default.
    ///   - zones: the zone data of this host.
    public init(
        database: PostgresClient, metrics: MetricsRegistry = MetricsRegistry(),
        logger: Logger = Logger(label: "muster"), freshness: Duration = .seconds(2),
        zones: ZoneFiles = ZoneFiles()
    ) {
        self.database = database
        self.freshness = freshness
        self.zones = zones
        self.logger = logger
        passedOver = metrics.gauge(
            "muster_configuration_passed_over",
            "What this release does not understand of the configuration in force, and goes on without.")
        unreadable = metrics.gauge(
            "muster_configuration_unreadable",
            "1 while the newest configuration cannot be read and an older one is used.")
    }

    /// The version of the configuration that was read last; `nil` before the first.
    public nonisolated var version: Int64? { inForce.withLock { $0 } }

    /// Whether the newest configuration cannot be read by this release, so that an older one is used.
    public nonisolated var isBehind: Bool { behind.withLock { $0 } }

    /// The configuration, at most two seconds old.
    /// - Throws: ``Failure`` to be retried when nothing was applied yet that can be read; `PostgresError`.
    public func current() async throws -> OrganisationConfiguration {
        if let known, let checkedAt, checkedAt.duration(to: .now) < freshness { return known.configuration }
        switch try await OrganisationStore.load(unless: seen, in: database) {
        case .none, .unchanged: break
        case .found(let newest): take(newest)
        case .unreadable(let version, let reason): keep(insteadOf: version, because: reason)
        }
        checkedAt = .now
        takeNewZones()
        guard let known else {
            throw Failure(
                .retry, code: "no-configuration",
                detail: isBehind
                    ? "the configuration was applied by a release that this one does not understand; upgrade this process"
                    : "no configuration was applied; run `muster config apply`", place: "configuration")
        }
        return known.configuration
    }

    private func take(_ newest: StoredOrganisation) {
        var newest = newest
        newest.configuration.zones = zoneData(of: newest)
        known = newest
        seen = newest.version
        inForce.withLock { $0 = newest.version }
        say(isBehind: false)
        passedOver.set(Double(newest.passedOver.count))
        guard !newest.passedOver.isEmpty else { return }
        logger.warning(
            "a newer release's configuration is used without what this one does not know",
            metadata: [
                LoggingKeys.version: "\(newest.version)",
                LoggingKeys.reason: "\(newest.passedOver.prefix(10).joined(separator: "; "))",
            ])
    }

    /// An upgrade of the zone data moves what it moves, without a restart.
    private func takeNewZones() {
        guard var current = known, !current.configuration.zoneNames.isEmpty, zones.changedAt != zonesChangedAt else {
            return
        }
        current.configuration.zones = zoneData(of: current)
        known = current
        logger.notice(
            "zone data was changed, rotas and schedules follow it",
            metadata: [LoggingKeys.version: "\(current.configuration.zones.version ?? "unknown")"])
    }

    /// The zones that the configuration names. Where the host does not have them turns are told in UTC, and that is said.
    private func zoneData(of newest: StoredOrganisation) -> ZoneDatabase {
        zonesChangedAt = zones.changedAt
        let names = newest.configuration.zoneNames
        var reason = ""
        var database = ZoneDatabase()
        do {
            database = try zones.database(of: names)
        } catch {
            reason = " \(error)"
        }
        let missing = names.filter { database.zone(named: $0) == nil }.sorted()
        if !missing.isEmpty {
            logger.error(
                "time zones are missing, their rotas and schedules are told in UTC",
                metadata: [
                    LoggingKeys.version: "\(newest.version)",
                    LoggingKeys.reason: "\(missing.joined(separator: ", ")).\(reason)",
                ])
        }
        return database
    }

    private func keep(insteadOf version: Int64, because reason: String) {
        seen = version
        say(isBehind: true)
        logger.error(
            "the newest configuration cannot be read, the one before stays in force",
            metadata: [LoggingKeys.version: "\(version)", LoggingKeys.reason: "\(reason)"])
    }

    private func say(isBehind: Bool) {
        behind.withLock { $0 = isBehind }
        unreadable.set(isBehind ? 1 : 0)
    }
}
