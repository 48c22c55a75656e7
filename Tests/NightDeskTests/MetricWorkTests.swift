import Encodings
import Forecast
import Foundation
import JSON
import Incident
import Nights
import OnCall
import NightStore
import TestServers
import Testing

@testable import NightDesk

/// Metrics of many incidents, beside a slow model of them.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct MetricWorkTests {
    /// An incident of the model.
    private struct Sample {
        var id = UUID.v7()
        var reported: Date
        var type: String
        var severity: String
        var team: String?
        var restricted: Bool
        var drill: Bool
        /// Seconds from the report; `nil` for what has not happened.
        var detect: Int
        var assemble: Int?
        var stable: Int?
        var close: Int?

        init(_ random: inout Pseudorandom, _ first: Day, days: Int) {
            let start = NightCalendar(.utc).start(of: first)
            reported = start.addingTimeInterval(Double(random.next(days * 86_400)))
            type = ["outage", "breach", "test"][random.next(3)]
            severity = ["high", "low"][random.next(2)]
            team = random.next(3) == 0 ? nil : ["Ops", "Security"][random.next(2)]
            restricted = random.next(4) == 0
            drill = random.next(6) == 0
            detect = random.next(5000)
            assemble = random.next(5) == 0 ? nil : random.next(60)
            stable = random.next(4) == 0 ? nil : random.next(200_000)
            close = stable.flatMap { random.next(3) == 0 ? nil : $0 + random.next(100_000) }
        }

        func moment(_ seconds: Int?) -> String {
            seconds.map { "'\(RFC3339.string(from: reported.addingTimeInterval(Double($0))))'" } ?? "null"
        }

        var sql: String {
            """
            insert into core.incident (id, title, description, type, severity, priority, source, visibility, drill,
                reported_at, detected_at, assembled_at, stable_at, closed_at, updated_at, status)
            values ('\(id)', 'Down', '', '\(type)', '\(severity)', 'p1', 'report',
                '\(restricted ? "restricted" : "open")', \(drill), \(moment(0)), \(moment(-detect)), \(moment(assemble)),
                \(moment(stable)), \(moment(close)), \(moment(close ?? stable ?? 0)), 'active');
            insert into core.participant (incident_id, email, name, team, roles, engaged_by, joined_at)
            values ('\(id)', 'a@example.org', 'A', \(team.map { "'\($0)'" } ?? "null"), '{incident_commander}', 'test',
                \(moment(0)));
            """
        }

        /// What is known of it at a moment, by the metric.
        func times(_ moment: Date) -> [Metric: Int] {
            func known(_ seconds: Int?) -> Int? {
                seconds.flatMap { reported.addingTimeInterval(Double($0)) < moment ? $0 : nil }
            }
            return [
                .timeToDetect: detect, .timeToAssemble: known(assemble), .timeToStabilise: known(stable),
                .timeToClose: known(close),
            ].compactMapValues(\.self)
        }
    }

    /// The value a part of the way through sorted ones, between two of them in proportion.
    private static func quantile(_ sorted: [Int], _ part: Double) -> Double {
        let place = part * Double(sorted.count - 1)
        let low = Int(place.rounded(.down))
        let high = min(low + 1, sorted.count - 1)
        return Double(sorted[low]) + (place - Double(low)) * Double(sorted[high] - sorted[low])
    }

    private static func rows(of samples: [Sample], through day: Day) -> Set<String> {
        let calendar = NightCalendar(.utc)
        var groups: [[String]: [Int]] = [:]
        for sample in samples where !sample.drill && sample.type != "test" {
            let own = calendar.day(of: sample.reported)
            guard own <= day else { continue }
            for period in MetricPeriod.allCases {
                for (metric, seconds) in sample.times(calendar.end(of: day)) {
                    for (dimension, value) in [
                        ("", ""), ("type", sample.type), ("severity", sample.severity), ("team", sample.team ?? ""),
                    ] {
                        for audience in sample.restricted ? ["all"] : ["open", "all"] {
                            groups[
                                [
                                    period.rawValue, period.start(of: own).text, metric.rawValue, dimension, value,
                                    audience,
                                ],
                                default: []
                            ].append(seconds)
                        }
                    }
                }
            }
        }
        return Set(
            groups.map { key, seconds in
                let sorted = seconds.sorted()
                let (median, ninth) = (quantile(sorted, 0.5), quantile(sorted, 0.9))
                return (key + ["\(sorted.count)", "\(sorted.reduce(0, +))", "\(tenths(median))", "\(tenths(ninth))"])
                    .joined(separator: " ")
            })
    }

    private static func tenths(_ number: Double) -> Int { Int((number * 10).rounded()) }

    private func rows(_ fixture: NightFixture) async throws -> Set<String> {
        Set(
            try await fixture.database.run(
                sql: """
                    select concat_ws(' ', period, starts, name, dimension, value, audience, count, sum,
                        round(median::numeric * 10), round(p90::numeric * 10)) from nightly.duration
                    where name <> 'time_to_acknowledge'
                    """))
    }

    /// Whatever changes of old incidents and in whatever steps the days are computed, the rows are those of the model.
    @Test(arguments: [UInt64(1), 2, 3]) func rowsAreThoseOfTheModel(_ seed: UInt64) async throws {
        try await NightFixture.run(costs: nil) { fixture in
            var random = Pseudorandom(seed)
            let first = try #require(Day("2025-01-20"))
            var samples = (0..<120).map { _ in Sample(&random, first, days: 40) }
            try await fixture.database.run(sql: samples.map(\.sql).joined())
            for length in [20, 39] {
                let day = first.next(length)
                try await fixture.night(day.text)
                #expect(try await rows(fixture) == Self.rows(of: samples, through: day))
            }
            // Of those that are long over one becomes an exercise, one another's, one is hidden and one took longer.
            let last = first.next(39)
            samples[0].drill.toggle()
            samples[1].type = "breach"
            samples[2].restricted.toggle()
            samples[3].stable = 7777
            samples[3].close = 8888
            for sample in samples[0...3] {
                try await fixture.database.run(
                    sql: """
                        update core.incident set drill = \(sample.drill), type = '\(sample.type)',
                            visibility = '\(sample.restricted ? "restricted" : "open")',
                            stable_at = \(sample.moment(sample.stable)), closed_at = \(sample.moment(sample.close))
                        where id = '\(sample.id)'
                        """)
            }
            try await fixture.night(last.text)
            #expect(try await rows(fixture) == Self.rows(of: samples, through: last))
            var again = try await fixture.rows()
            try await fixture.night(first.next(10).text)
            var after = try await fixture.rows()
            // Each day has a digest of its own.
            (again["digest"], after["digest"]) = (nil, nil)
            #expect(after == again, "an earlier day forgets nothing")
        }
    }

    @Test func seriesShowWhatTheViewerMaySee() async throws {
        try await NightFixture.run(costs: nil) { fixture in
            try await fixture.incident(at: "2025-03-01T10:00:00Z", hours: 1)
            try await fixture.incident(at: "2025-03-01T11:00:00Z", hours: 3, restricted: true)
            try await fixture.incident(at: "2025-03-08T10:00:00Z", hours: 5, type: "breach")
            try await fixture.night("2025-03-10")
            let days = try #require(Day("2025-03-01"))..<#require(Day("2025-04-01"))
            func series(
                _ metric: Metric, _ dimension: MetricDimension? = nil, _ viewer: Viewer
            ) async throws -> [[String]] {
                try await SeriesRows.series(
                    .init(metric, each: .month, by: dimension, .median, in: days), for: viewer, in: fixture.client
                ).map { [$0.value] + $0.points.map { "\($0.day.month) \($0.value)" } }
            }
            #expect(try await series(.incidents, nil, .system) == [["", "2025-03 3"]])
            #expect(try await series(.incidents, nil, .stranger) == [["", "2025-03 2"]])
            #expect(try await series(.timeToClose, nil, .system) == [["", "2025-03 10800"]])
            #expect(try await series(.timeToClose, nil, .stranger) == [["", "2025-03 10800"]])
            #expect(
                try await series(.timeToClose, .type, .stranger) == [
                    ["breach", "2025-03 18000"], ["outage", "2025-03 3600"],
                ])
        }
    }

    /// A page at 20:00 UTC is one at five in the morning in Tokyo.
    @Test func pagesAreCountedWhereThePersonIs() async throws {
        try await NightFixture.run(costs: nil) { fixture in
            let incident = try await fixture.incident(at: "2025-03-01T10:00:00Z")
            try await fixture.database.run(
                sql: """
                    insert into paging.escalation (id, incident_id, policy, plan, urgency)
                    values ('\(incident)', '\(incident)', 'p', '{}', 'high');
                    insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                        subject, body, due_at, handed_at)
                    select core.uuid_v7(), '\(incident)', '\(incident)', n, person, 'high', 'p', 's', 'r', '', '', t, t
                    from (values (1, 'A@example.org', '2025-03-01T20:00:00Z'::timestamptz),
                        (2, 'a@example.org', '2025-03-01T10:00:00Z'), (3, 'b@example.org', '2025-03-01T20:00:00Z'))
                        as p (n, person, t);
                    """)
            try await fixture.night("2025-03-02")
            let rows = try await fixture.database.run(
                sql: """
                    select concat_ws(' ', day, name, value, count) from nightly.tally
                    where name in ('pages', 'night_pages') and dimension = 'person' order by 1
                    """)
            #expect(
                rows == [
                    "2025-03-01 night_pages a@example.org 1", "2025-03-01 pages a@example.org 2",
                    "2025-03-01 pages b@example.org 1",
                ])
        }
    }

    /// Those of uncounted incidents are left out; a task is overdue on the day it was due, and resolved on the day it was.
    @Test func tasksAndDeadLettersAreCounted() async throws {
        try await NightFixture.run(costs: nil) { fixture in
            let open = try await fixture.incident(at: "2025-03-01T10:00:00Z")
            let hidden = try await fixture.incident(at: "2025-03-01T10:00:00Z", restricted: true)
            let drill = try await fixture.incident(at: "2025-03-01T10:00:00Z", drill: true)
            try await fixture.database.run(
                sql: """
                    insert into core.task (incident_id, text, owner, due, source, created_by, created_at, state, resolved_at,
                        resolved_by)
                    select i.id, 't', 'B@example.org', t.due, 'api', 'x', '2025-03-01T12:00:00Z', t.state, t.resolved,
                        case when t.resolved is not null then 'x' end
                    from core.incident i, (values ('open', timestamptz '2025-03-02T12:00:00Z', null::timestamptz),
                        ('resolved', '2025-03-02T12:00:00Z', '2025-03-03T12:00:00Z'),
                        ('resolved', '2025-03-09T12:00:00Z', '2025-03-03T14:00:00Z'),
                        ('dropped', '2025-03-09T12:00:00Z', '2025-03-03T14:00:00Z')) as t (state, due, resolved);
                    insert into dead_letter_keeper.letter (id, worker, "group", place, error_code, error_detail, attempts, dead_at,
                        state, properties, body, body_digest)
                    select core.uuid_v7(), worker, 'g', 'p', 'c', 'd', 1, '2025-03-02T23:59:59Z', state, '{}', '', ''
                    from (values ('paging', 'waiting'), ('paging', 'replayed'), ('notifier', 'discarded')) as l (worker, state);
                    """)
            #expect(Set([open, hidden, drill]).count == 3)
            try await fixture.night("2025-03-04")
            let days = try #require(Day("2025-03-01"))..<#require(Day("2025-03-05"))
            func points(
                _ metric: Metric, _ dimension: MetricDimension? = nil, _ viewer: Viewer = .system
            ) async throws -> [String] {
                try await SeriesRows.series(
                    .init(metric, each: .day, by: dimension, .median, in: days), for: viewer, in: fixture.client
                ).flatMap { series in
                    series.points.filter { $0.value != 0 }.map {
                        "\(series.value) \($0.day.text.suffix(2)) \($0.value)"
                    }
                }
            }
            let overdue = [try await points(.overdueTasks), try await points(.overdueTasks, .person, .stranger)]
            #expect(overdue == [[" 02 4"], ["b@example.org 02 2"]])
            let times = [try await points(.timeToResolveTask), try await points(.timeToResolveTask, .team, .stranger)]
            #expect(times == [[" 03 176400"], ["Ops 03 176400"]])
            let letters = [try await points(.deadLetters), try await points(.deadLetters, .worker, .stranger)]
            #expect(letters == [[" 02 3"], ["notifier 02 1", "paging 02 2"]])
            let rows = try await fixture.rows()
            try await fixture.night("2025-03-04")
            #expect(try await fixture.rows() == rows)
            try await fixture.database.run(sql: "delete from dead_letter_keeper.letter")
            try await fixture.night("2025-07-04")
            #expect(try await points(.deadLetters) == letters[0], "what is aged out stays counted")
        }
    }

    /// What came when is told by the ids of alerts; those of exercises are left out.
    @Test func alertsAreCountedOnTheDayTheyCame() async throws {
        try await NightFixture.run(costs: nil) { fixture in
            let yesterday = Date().addingTimeInterval(-86_400)
            let (open, drill) = (
                try await fixture.incident(at: "2025-03-01T10:00:00Z", restricted: true),
                try await fixture.incident(at: "2025-03-01T10:00:00Z", drill: true)
            )
            let severities: [(String, UUID?)] = [
                ("critical", nil), ("critical", open), ("warning", drill), ("warning", nil),
            ]
            for (severity, incident) in severities {
                var generator = SystemRandomNumberGenerator()
                let id = UUID.v7(at: yesterday, using: &generator)
                try await fixture.database.run(
                    sql: """
                        insert into core.alert (id, source, format, dedup_key, status, severity, title, outcome, reason, incident_id)
                        values ('\(id)', 's', 'native', '\(id)', 'open', '\(severity)', 'T', 'no_route', 'r',
                            \(incident.map { "'\($0)'" } ?? "null"))
                        """)
            }
            try await fixture.night(NightCalendar(.utc).day(of: yesterday).text)
            let rows = try await fixture.database.run(
                sql: """
                    select concat_ws(' ', dimension, value, restricted, count) from nightly.tally
                    where name = 'alerts' order by dimension, value, restricted
                    """)
            #expect(
                rows == [
                    "  f 2", "  t 1", "severity critical f 1", "severity critical t 1", "severity warning f 1",
                ])
        }
    }
}

/// The same numbers for the same seed (splitmix64).
struct Pseudorandom {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// From 0 to below a bound.
    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
