import ArgumentParser
import Foundation
import IncidentStore
import Organisation
import Postgres
import ZoneFiles

/// The file of `config apply` and `config check`.
struct ConfigFile: ParsableArguments {
    @Argument(help: "A YAML file; - reads standard input.")
    var file: String

    /// Reads and checks it.
    func read() async throws -> OrganisationFile {
        let checked = try OrganisationFile(
            ArgumentFile.text(file), named: ArgumentFile.name(file), vendors: KnownVendors.schemas)
        let configuration = checked.configuration
        let calendars = await Self.calendars(of: configuration)
        try checked.checkOnCall(
            zones: ZoneFiles().database(of: configuration.zoneNames), calendars: calendars, at: Date())
        for note in checked.notes { Output.note(note) }
        return checked
    }

    /// What is known of the calendars that layers are read from. They are in the database, and the only reason to ask it about a
    /// file: without it, or before they were read, nothing can be said about gaps.
    private static func calendars(
        of configuration: OrganisationConfiguration
    ) async -> [String: [String: LayerCalendar]] {
        guard !configuration.calendarSources.isEmpty else { return [:] }
        var complete = configuration
        do {
            complete.calendars = try await Database.asOperator { client in
                try await CalendarCopies.calendars(
                    of: configuration, zones: ZoneFiles().forCalendars, at: Date(), in: client)
            }
        } catch {
            Output.note("The copies of calendars cannot be seen: \(error)")
        }
        for (schedule, layer) in complete.unreadLayers {
            Output.note(
                "The calendar of \(layer) in \(schedule) was not read yet, so that gaps of \(schedule) are not looked for; "
                    + "see `muster oncall show` once it was.")
        }
        return complete.calendars
    }
}
