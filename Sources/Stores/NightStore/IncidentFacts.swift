public import Forecast
public import FoundationEssentials
public import Nights
public import Postgres

/// What the night knows of an incident, as `nightly.incident` keeps it.
public struct IncidentFacts: Sendable, Hashable {
    /// The incident.
    public var incident: UUID
    /// Of the rows that it was computed from.
    public var fingerprint: Int64
    /// Whether time alone does not change it any more.
    public var isSettled: Bool
    /// The day of its report.
    public var day: Day
    /// The incident's type.
    public var type: String
    /// Its severity.
    public var severity: String
    /// The team of who leads it; empty when there is none.
    public var team: String
    /// Whether only some may see the incident.
    public var isRestricted: Bool
    /// Whether metrics count it.
    public var isCounted: Bool
    /// How long it took.
    public var times: IncidentTimes

    /// A row.
    public init(
        incident: UUID, fingerprint: Int64, isSettled: Bool, day: Day, type: String, severity: String, team: String,
        isRestricted: Bool, isCounted: Bool, times: IncidentTimes
    ) {
        self.incident = incident
        self.fingerprint = fingerprint
        self.isSettled = isSettled
        self.day = day
        self.type = type
        self.severity = severity
        self.team = team
        self.isRestricted = isRestricted
        self.isCounted = isCounted
        self.times = times
    }

    /// The days that these incidents were counted on until now.
    public static func days(of incidents: [UUID], in database: some Querying) async throws -> Set<Day> {
        let rows = try await database.query(
            Statement(
                """
                select distinct day - date '1970-01-01' as day from nightly.incident where incident_id = any($1)
                """, [.uuidArray(incidents)]))
        return Set(try rows.map { Day(number: Int(try $0.decode("day", as: Int32.self))) })
    }

    /// Writes rows, in the place of what was there before.
    /// - Parameter rules: what they were computed by.
    public static func keep(_ facts: [IncidentFacts], by rules: String) -> Statement {
        Statement(
            upsert,
            [
                .uuidArray(facts.map(\.incident)), .int8Array(facts.map(\.fingerprint)), .text(rules),
                .boolArray(facts.map(\.isSettled)), .int4Array(facts.map { Int32($0.day.number) }),
                .textArray(facts.map(\.type)), .textArray(facts.map(\.severity)), .textArray(facts.map(\.team)),
                .boolArray(facts.map(\.isRestricted)), .boolArray(facts.map(\.isCounted)),
                .int8Array(facts.map(\.times.detect)), .int8Array(facts.map(\.times.assemble)),
                .int8Array(facts.map(\.times.acknowledge)), .int8Array(facts.map(\.times.stabilise)),
                .int8Array(facts.map(\.times.close)),
            ])
    }

    private static let upsert: SQL = """
        insert into nightly.incident (incident_id, fingerprint, rules, settled, day, type, severity, team, restricted, counted,
            detect, assemble, acknowledge, stabilise, close)
        select f.id, f.fingerprint, $3, f.settled, date '1970-01-01' + f.day, f.type, f.severity, f.team, f.restricted,
            f.counted, f.detect, f.assemble, f.acknowledge, f.stabilise, f.close
        from unnest($1::uuid[], $2::int8[], $4::bool[], $5::int4[], $6::text[], $7::text[], $8::text[], $9::bool[],
            $10::bool[], $11::int8[], $12::int8[], $13::int8[], $14::int8[], $15::int8[])
            as f (id, fingerprint, settled, day, type, severity, team, restricted, counted, detect, assemble, acknowledge,
                stabilise, close)
        on conflict (incident_id) do update set fingerprint = excluded.fingerprint, rules = excluded.rules,
            settled = excluded.settled, day = excluded.day, type = excluded.type, severity = excluded.severity,
            team = excluded.team, restricted = excluded.restricted, counted = excluded.counted, detect = excluded.detect,
            assemble = excluded.assemble, acknowledge = excluded.acknowledge, stabilise = excluded.stabilise,
            close = excluded.close
        """
}
