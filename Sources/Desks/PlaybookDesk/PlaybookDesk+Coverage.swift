import Encodings
public import FoundationEssentials
public import Incident
import IncidentStore
import PlaybookStore
import Postgres

extension PlaybookDesk {
    /// Days that coverage may be asked for: alerts are kept about as long.
    public static let coverageDays = 1...400

    /// Types of alerts that are told of, and playbooks.
    private static let (typeLimit, playbookLimit) = (200, 1000)

    /// What goes by itself of the alerts that came in the last days, as far as the viewer sees them.
    /// - Parameters:
    ///   - days: one of ``coverageDays``.
    ///   - now: the end of these days.
    /// - Throws: ``PlaybookDeskError/Code/invalid`` for other days; `PostgresError`.
    public func coverage(days: Int, for viewer: Viewer, at now: Date = Date()) async throws -> Coverage {
        guard Self.coverageDays.contains(days) else {
            throw PlaybookDeskError(
                .invalid,
                "days must be from \(Self.coverageDays.lowerBound) to \(Self.coverageDays.upperBound): \(days) is not")
        }
        let since = now.addingTimeInterval(-Double(days) * 86_400)
        let versions = try await PlaybookRows.list(limit: Self.playbookLimit, in: database).items
        return Coverage(
            since: since, day: String(RFC3339.string(from: now).prefix(10)),
            types: try await CoverageRows.types(since: since, limit: Self.typeLimit, for: viewer, in: database),
            versions: versions,
            places: try await CoverageRows.places(since: since, for: viewer, in: database),
            manual: try await CoverageRows.manual(since: since, for: viewer, in: database))
    }
}
