public import Forecast
public import Nights
public import Postgres

/// The rows of `nightly.duration`: how long the incidents of a period took.
public enum DurationRows {
    /// Computes the rows of periods anew, from the facts of their incidents.
    /// - Parameter starts: their first days.
    /// - Returns: statements, of which the last one writes the rows.
    public static func compute(_ period: MetricPeriod, starting starts: [Day]) -> [Statement] {
        let ends = starts.map { period.next(after: $0) }
        let numbers: PostgresValue = .int4Array(starts.map { Int32($0.number) })
        return [
            Statement(
                """
                delete from nightly.duration where period = $1
                    and starts in (select date '1970-01-01' + number from unnest($2::int4[]) number) and name = any($3)
                """, [.text(period.rawValue), numbers, .textArray(Metric.incidentDurations.map(\.rawValue))]),
            Statement(insertion, [.text(period.rawValue), numbers, .int4Array(ends.map { Int32($0.number) })]),
        ]
    }

    private static let insertion: SQL = """
        insert into nightly.duration (period, starts, name, dimension, value, audience, count, sum, median, p90)
        select $1, p.starts, t.name, d.dimension, d.value, a.audience, count(*), sum(t.seconds)::int8,
            percentile_cont(0.5) within group (order by t.seconds), percentile_cont(0.9) within group (order by t.seconds)
        from (
            select date '1970-01-01' + s as starts, date '1970-01-01' + e as ends
            from unnest($2::int4[], $3::int4[]) as p (s, e)
        ) as p
        join nightly.incident f on f.counted and f.day >= p.starts and f.day < p.ends
        cross join lateral (values ('time_to_detect', f.detect), ('time_to_assemble', f.assemble),
            ('time_to_acknowledge', f.acknowledge), ('time_to_stabilise', f.stabilise), ('time_to_close', f.close))
            as t (name, seconds)
        cross join lateral (values ('', ''), ('type', f.type), ('severity', f.severity), ('team', f.team))
            as d (dimension, value)
        join (values ('open', false), ('all', true)) as a (audience, sees_restricted)
            on a.sees_restricted or not f.restricted
        where t.seconds is not null
        group by p.starts, t.name, d.dimension, d.value, a.audience
        """
}
