import FoundationEssentials
import JSON
import OnCall
import Organisation
import Postgres
import ZoneFiles

/// Whether the zones of the configuration are there, and whether Postgres tells the time ahead alike.
struct ZoneExamination: Sendable {
    let client: PostgresClient
    let files: ZoneFiles

    /// One of the configuration in force.
    func check() async throws -> Check {
        guard let newest = try await ConfigurationStore(client: client).newest() else {
            return .well("time zones", "no configuration names any")
        }
        let names = try OrganisationConfiguration(JSONReader(newest.document, leniency: JSONLeniency())).zoneNames
        let database = try files.database(of: names)
        let edition = "edition \(database.version ?? "unknown") in \(files.directory)"
        let missing = names.filter { database.zone(named: $0) == nil }.sorted()
        guard missing.isEmpty else {
            return .wrong(
                "time zones", "\(edition) lacks \(missing.joined(separator: ", "))",
                fix: "Upgrade the package tzdata, or correct the configuration. These schedules are told in UTC.")
        }
        let different = try await differences(from: database, names.sorted())
        guard different.isEmpty else {
            return .wrong(
                "time zones", "\(edition); Postgres has another for \(different.joined(separator: ", "))",
                fix: "Bring tzdata of both hosts to the same edition and restart Postgres; schedules follow this host.")
        }
        return .well("time zones", "\(edition), \(names.count) in use, as Postgres has them")
    }

    /// The zones of which Postgres tells another time within 13 months, looked at each week.
    private func differences(from database: ZoneDatabase, _ names: [String]) async throws -> [String] {
        let rows = try await client.query(
            """
            select z.name, t.at, extract(epoch from (t.at at time zone z.name) - (t.at at time zone 'UTC'))::int4 as ahead
              from unnest($1::text[]) as z (name),
                   generate_series(date_trunc('hour', now()), now() + interval '13 months', interval '1 week') as t (at)
            """, [.textArray(names)])
        var different: Set<String> = []
        for row in rows {
            let name = try row.decode("name", as: String.self)
            let ahead = try row.decode("ahead", as: Int.self)
            if database.zone(named: name)?.offset(at: try row.decode("at")) != ahead { different.insert(name) }
        }
        return different.sorted()
    }
}
