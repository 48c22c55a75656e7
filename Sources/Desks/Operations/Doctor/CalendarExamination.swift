import Encodings
import FoundationEssentials
import IncidentStore
import JSON
import Organisation
import Postgres
import ZoneFiles

/// Whether the calendars can be read from which layers of schedules take their shifts.
struct CalendarExamination: Sendable {
    let client: PostgresClient
    let files: ZoneFiles

    /// One of the configuration in force; `nil` when it reads no calendar.
    func check(at now: Date = Date()) async throws -> Check? {
        guard let newest = try await ConfigurationStore(client: client).newest() else { return nil }
        let organisation = try OrganisationConfiguration(JSONReader(newest.document, leniency: JSONLeniency()))
        guard !organisation.calendarSources.isEmpty else { return nil }
        let calendars = try await CalendarCopies.calendars(
            of: organisation, zones: files.forCalendars, at: now, in: client)
        var problems: [String] = []
        for (schedule, layers) in calendars.sorted(by: { $0.key < $1.key }) {
            for (layer, calendar) in layers.sorted(by: { $0.key < $1.key }) where !calendar.problems.isEmpty {
                let age = calendar.readAt.map { " (as read at \(RFC3339.string(from: $0)))" } ?? ""
                let more = calendar.problems.count > 1 ? ", and \(calendar.problems.count - 1) more" : ""
                problems.append("\(layer) of \(schedule)\(age): \(calendar.problems[0])\(more)")
            }
        }
        let count = calendars.values.reduce(0) { $0 + $1.count }
        return problems.isEmpty
            ? .well("calendars", "\(count) read")
            : .wrong(
                "calendars", problems.joined(separator: "; "),
                fix: "See `muster oncall show NAME`. The last version that could be read counts until then.")
    }
}
