public import Forecast
import Nights
public import NightStore
import Organisation
public import Postgres

/// Tells what a day was.
public enum DigestDesk {
    /// What was written of a day in its night; without that, what would be written now, which changes nothing.
    /// - Throws: ``NightError`` for a day that is not over.
    public static func digest(
        of day: Day, _ settings: NightSettings, in database: PostgresClient
    ) async throws -> DigestRows.Written {
        if let written = try await DigestRows.written(of: day, in: database) { return written }
        let digest = try await database.transaction { transaction in
            _ = try await transaction.query("set transaction isolation level repeatable read read only")
            let row = try await transaction.query(
                "select $1 <= now() as over", [.timestamptz(settings.calendar.end(of: day))]
            )
            .first
            guard try row?.decode("over") ?? false else {
                throw NightError("\(day.text) is not over: its digest can be told from the next day on")
            }
            return try await facts(of: day, settings).digest(in: transaction)
        }
        return DigestRows.Written(digest)
    }

    static func facts(of day: Day, _ settings: NightSettings) -> DigestFacts {
        DigestFacts(
            of: day, settings.calendar.span(of: day),
            without: settings.organisation.nightly.excludedTypes.sorted())
    }
}
