import FoundationEssentials
import IncidentStore
import OnCall
public import Organisation
public import Postgres
public import ZoneFiles

/// What says who is on call besides the configuration: the changes of all schedules that are not over, and the copies of the
/// calendars that layers are read from. At most two seconds old: what the desks that open incidents ask.
public actor StandingChanges {
    private let database: PostgresClient
    private let freshness: Duration
    private let zones: ZoneFiles
    private var known: [String: [ScheduleChange]] = [:]
    private var calendars: [String: [String: LayerCalendar]] = [:]
    private var reading = CalendarReading()
    private var checkedAt: ContinuousClock.Instant?
    /// The sources that were looked at; others come with another configuration.
    private var sources: [CalendarSource] = []

    /// - Parameters:
    ///   - freshness: how old an answer may be; two seconds by default.
    ///   - zones: the zone data of this host, for the zones that calendars name.
    public init(database: PostgresClient, freshness: Duration = .seconds(2), zones: ZoneFiles = ZoneFiles()) {
        self.database = database
        self.freshness = freshness
        self.zones = zones
    }

    /// A configuration, with the changes and what its calendars say.
    /// - Throws: `PostgresError`.
    public func applied(to organisation: OrganisationConfiguration) async throws -> OrganisationConfiguration {
        let sources = organisation.calendarSources
        if checkedAt.map({ $0.duration(to: .now) >= freshness }) ?? true || sources != self.sources {
            let records = try await ScheduleChanges.changes(from: Date(), in: database)
            known = Dictionary(grouping: records, by: \.schedule).mapValues { $0.map(\.change) }
            try await read(sources, organisation)
            self.sources = sources
            checkedAt = .now
        }
        guard !known.isEmpty || !calendars.isEmpty else { return organisation }
        var organisation = organisation
        organisation.changes = known
        organisation.calendars = calendars
        return organisation
    }

    private func read(_ sources: [CalendarSource], _ organisation: OrganisationConfiguration) async throws {
        guard !sources.isEmpty else {
            (calendars, reading) = ([:], CalendarReading())
            return
        }
        let copies = try await CalendarCopies.read(
            sources.map(\.reference), unless: reading.digests, in: database)
        calendars = reading.read(organisation, copies: copies, zones: zones.forCalendars, at: Date())
    }
}
