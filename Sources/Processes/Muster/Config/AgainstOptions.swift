import AlertDesk
import ArgumentParser
import Foundation
import IncidentStore
import OnCall
import Operations
import Organisation
import Postgres
import ZoneFiles

/// The options that put the alerts of the last days through a file before it is applied.
struct AgainstOptions: ParsableArguments {
    @Option(
        help:
            "Puts the alerts of so long (such as 30d) through the file: what would have been otherwise, and for whom.",
        transform: AgainstOptions.span)
    var against: Double?

    @Option(
        help: "With --against: how long it takes until somebody answers, such as 5m; only first steps page by default.",
        transform: AgainstOptions.span)
    var answeredAfter: Double = 0

    func validate() throws {
        guard against.map({ $0 > 0 && $0 <= 400 * 86_400 }) ?? true else {
            throw ValidationError("--against takes up to 400d.")
        }
        guard answeredAfter <= 7 * 86_400 else { throw ValidationError("--answered-after takes up to 7d.") }
    }

    private static func span(_ text: String) throws -> Double {
        guard let seconds = Moment.seconds(text) else {
            throw ValidationError("`\(text)` is no span of time. Write 45s, 30m, 12h or 30d.")
        }
        return seconds
    }

    /// What the file would have made of the alerts.
    /// - Returns: `nil` when nobody asked.
    func rehearse(_ file: OrganisationConfiguration, in database: PostgresClient) async throws -> RehearsalReport? {
        guard let against else { return nil }
        let start = Date().addingTimeInterval(-against)
        let changes = try await ScheduleChanges.changes(from: start, in: database)
        func complete(_ configuration: OrganisationConfiguration) async throws -> OrganisationConfiguration {
            var configuration = configuration
            let zones = ZoneFiles()
            configuration.zones = try zones.database(of: configuration.zoneNames)
            configuration.calendars = try await CalendarCopies.calendars(
                of: configuration, zones: zones.forCalendars, at: Date(), in: database)
            configuration.changes = Dictionary(grouping: changes, by: \.schedule).mapValues { $0.map(\.change) }
            return configuration
        }
        var rehearsal = ConfigurationRehearsal(
            from: try await complete(try await Self.inForce(database)), to: try await complete(file),
            answeredAfter: .seconds(Int(answeredAfter)))
        let meter = Meter("alert", "looked at", isShown: Output.notesGoToTerminal)
        try await PastAlert.read(since: start, in: database) { batch in
            for alert in batch { rehearsal.take(alert) }
            meter.add(batch.count)
        }
        meter.end()
        rehearsal.finish()
        return RehearsalReport(rehearsal: rehearsal, since: start)
    }

    private static func inForce(_ database: PostgresClient) async throws -> OrganisationConfiguration {
        switch try await OrganisationStore.load(in: database) {
        case .found(let stored): return stored.configuration
        case .none, .unchanged: return OrganisationConfiguration()
        case .unreadable(let version, let reason):
            throw CommandFailure("Version \(version), which is in force, cannot be read by this release: \(reason)")
        }
    }
}
