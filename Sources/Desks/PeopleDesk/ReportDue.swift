public import FoundationEssentials
public import IncidentStore
public import Organisation
import Incident
import PeopleStore
public import Postgres

/// When the commander of an incident has to report.
public enum ReportDue {
    /// How often they have to, in seconds; `nil` when neither its severity nor its priority says so. Of two the shorter counts.
    public static func interval(
        of incident: IncidentRecord, in organisation: OrganisationConfiguration
    ) -> TimeInterval? {
        let levels =
            organisation.severities.filter { $0.name == incident.severity }
            + organisation.priorities.filter { $0.name == incident.priority }
        return levels.compactMap(\.reportEvery).min().map { TimeInterval($0.components.seconds) }
    }

    /// When they have to report next; `nil` while nobody has to.
    public static func date(
        of incident: IncidentRecord, in organisation: OrganisationConfiguration, _ database: some Querying
    ) async throws -> Date? {
        guard incident.status == .active, let interval = interval(of: incident, in: organisation),
            let rhythm = try await ReportRhythms.rhythm(of: incident.id, in: database)
        else { return nil }
        return rhythm.dueAt(every: interval, remindedAt: nil)
    }
}
