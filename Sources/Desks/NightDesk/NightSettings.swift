import IncidentStore
public import Nights
import OnCall
public import Organisation
public import Postgres
public import ZoneFiles

/// What a night goes by: the configuration in force, and the days of its zone.
public struct NightSettings: Sendable {
    /// The configuration, with the zones that it names.
    public var organisation: OrganisationConfiguration
    /// The organisation's days.
    public var calendar: NightCalendar

    /// Reads them.
    /// - Throws: ``NightError`` when nothing was applied that this release understands, or when the zone is not there.
    public static func load(from database: some Querying, zones: ZoneFiles = ZoneFiles()) async throws -> NightSettings
    {
        guard case .found(let stored) = try await OrganisationStore.load(in: database) else {
            throw NightError("there is no configuration that this release understands; run `muster config apply FILE`")
        }
        var organisation = stored.configuration
        organisation.zones = try zones.database(of: organisation.zoneNames)
        return NightSettings(organisation: organisation, calendar: try calendar(of: organisation))
    }

    /// The days of an organisation whose zones were read.
    /// - Throws: ``NightError`` when its zone is not there: its days cannot be told then.
    public static func calendar(of organisation: OrganisationConfiguration) throws -> NightCalendar {
        guard let name = organisation.nightly.timezone else { return NightCalendar(.utc) }
        guard let zone = organisation.zones.zone(named: name) else {
            throw NightError(
                "this host has no time zone \(name), which the configuration names for the nights; install the package "
                    + "tzdata, or set \(ZoneFiles.variable) to its folder")
        }
        return NightCalendar(zone)
    }
}
