public import FoundationEssentials
import OnCall
public import Organisation
public import Postgres

extension CalendarCopies {
    /// What the layers of a configuration take from calendars, read once: for programs that ask a single time.
    public static func calendars(
        of organisation: OrganisationConfiguration, zones: CalendarReading.Zones, at now: Date,
        in database: some Querying
    ) async throws -> [String: [String: LayerCalendar]] {
        let copies = try await read(organisation.calendarSources.map(\.reference), in: database)
        var reading = CalendarReading()
        return reading.read(organisation, copies: copies, zones: zones, at: now)
    }
}
