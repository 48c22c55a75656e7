import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import PlaybookDesk
import PlaybookStore
import Postgres
import TestServers
import Testing
import WorkStore
import WorkerKit
import WorkerTesting

@testable import PlaybookRunner

/// What starts playbooks by itself, how many run at a time, and what they decide about the alert that started them.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct TriggerTests {
    private static let waiting: JSON = ["Rest": ["Type": "Wait", "Seconds": 3600, "End": true]]

    private static func step(_ name: String, _ parameters: JSON) -> JSON {
        [
            "Type": "Task", "Resource": RunnerFixture.function(name), "Parameters": parameters, "End": true,
        ]
    }

    /// An alert of no incident, which a playbook looks into.
    private func alert(_ fixture: RunnerFixture) async throws -> UUID {
        let id = UUID.v7()
        _ = try await fixture.rows(
            """
            insert into core.alert (id, source, format, dedup_key, status, severity, title, outcome, reason)
            values ('\(id)', 'guard', 'native', 'k', 'open', 'critical', 'Odd login', 'playbook', 'route r');
            insert into core.open_alert (source, dedup_key, alert_id) values ('guard', 'k', '\(id)');
            """)
        return id
    }

    /// Starts the current version for an event, as intake does.
    private func start(
        _ fixture: RunnerFixture, _ name: String, alert: UUID?, type: String = "login", by keys: [String] = [],
        user: String = "Ana", socless: Bool = false
    ) async throws -> TriggeredStart.Started {
        let environment = fixture.harness.environment
        return try await environment.committer.commit { work in
            let version = try #require(try await PlaybookRows.current(["triage"], in: work).first)
            let event = TriggeredStart.Event(
                type: type, details: ["user": .string(user), "place": "Gotham"], deduplicateBy: keys,
                createdAt: Date(timeIntervalSince1970: 0), input: socless ? nil : ["alert": ["id": "a"]])
            let start = try TriggeredStart(of: version, named: name, for: event, alert: alert, by: "guard")
            let started = try await TriggeredStart.begin([start], in: work)
            for one in started {
                work.write(one.insert)
                one.tell(in: work, cause: nil)
            }
            return try #require(started.first)
        }
    }

    @Test func theSameTroubleIsOneInvestigationUntilItIsClosed() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                ["Close": Self.step("set_investigation_status", ["status": "closed"])], startAt: "Close")
            let first = try await start(
                fixture, "one", alert: nil, type: "High-risk location login", by: ["user", "place"])
            let second = try await start(
                fixture, "two", alert: nil, type: "high-risk location LOGIN", by: ["place", "user"], user: "ANA",
                socless: true)
            #expect(!first.isDuplicate && second.isDuplicate && first.investigation == second.investigation)
            #expect(second.json["status_id"] == "closed" && first.json["status_id"] == "open")
            let input = try JSON.parse(try await fixture.execution(second.execution).input)
            let event = input["artifacts"]?["event"]
            #expect(event?["is_duplicate"] == true && event?["status_"] == "closed" && input["results"] == [:])
            #expect(event?["investigation_id"] == .string(UUIDText.string(from: first.investigation)))
            #expect(event?["created_at"] == "1970-01-01T00:00:00.000Z" && event?["details"]?["user"] == "ANA")
            // Closed by its playbook: what comes now is another one.
            try await fixture.look(at: first.execution)
            #expect(try await fixture.outcome(first.execution) == #"SUCCEEDED {"result":"success"}"#)
            let third = try await start(
                fixture, "three", alert: nil, type: "High-risk location login", by: ["user", "place"])
            #expect(!third.isDuplicate)
            #expect(
                try await fixture.rows(
                    "select status || ' ' || repeats from playbook_runner.investigation order by id")
                    == ["closed 1", "open 0"])
            #expect(try await fixture.rows("select count(*) from playbook_runner.execution") == ["3"], "duplicates run")
        }
    }

    /// The vectors of SOCless' own source.
    @Test(arguments: [
        ("high-risk location login", ["Gotham", "ubalogun"], "7cfbdd2ab7f0534106b99d15a419e1cb"),
        ("ParamsToStateMachineTester", ["ubalogun"], "0caa90ad7b7fc101b90a8ce0f9638eb9"),
        ("ParamsToStateMachineTester", ["ubalogun", "1"], "a88c7944f007e92a7776bd3550c39265"),
    ]) func theHashIsThatOfSocless(_ type: String, _ values: [String], _ hash: String) async throws {
        try await RunnerFixture.run { fixture in
            let event = Investigations.Event(
                candidate: .v7(), type: type, key: Investigations.Event.key(type, values), playbook: "x")
            _ = try await fixture.harness.environment.database.query(Investigations.begin(event))
            #expect(try await fixture.rows("select dedup_hash from playbook_runner.investigation") == [hash])
        }
    }

    @Test func anInvestigationTakenUpAgainStandsBesideTheNewOne() async throws {
        try await RunnerFixture.run { fixture in
            let database = fixture.harness.environment.database
            var ids: [UUID] = []
            for _ in 0..<2 {
                let event = Investigations.Event(candidate: .v7(), type: "t", key: "k", playbook: "x")
                _ = try await database.query(Investigations.begin(event))
                ids.append(event.candidate)
                if ids.count == 1 { _ = try await database.query(Investigations.set(event.candidate, to: "closed")) }
            }
            let isThere = try await !database.query(Investigations.set(ids[0], to: "active")).isEmpty
            #expect(isThere)
            let again = Investigations.Event(candidate: .v7(), type: "t", key: "k", playbook: "x")
            let found = try await database.query(Investigations.begin(again)).first?.decode("id", as: UUID.self)
            #expect(found == ids[1])
        }
    }

    @Test func aPlaybookOpensAnIncidentForItsAlert() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                [
                    "Open": [
                        "Type": "Task", "Resource": RunnerFixture.function("open_incident"),
                        "Parameters": ["description": "Seen in Gotham"], "ResultPath": "$.opened", "Next": "Say",
                    ],
                    "Say": Self.step("timeline_entry", ["text": "looked into it"]),
                ], startAt: "Open")
            let alert = try await alert(fixture)
            let started = try await start(fixture, "one", alert: alert)
            try await fixture.look(at: started.execution)
            let execution = try await fixture.execution(started.execution)
            let name = try #require(execution.incident)
            #expect(try await fixture.outcome(started.execution) == "SUCCEEDED {\"incident\":\"\(name)\"}")
            #expect(
                try await fixture.rows(
                    """
                    select i.title || ' ' || i.source || ' ' || i.alert_count || ' ' || a.outcome from core.alert a
                    join core.incident i on i.id = a.incident_id where i.name = '\(name)'
                    """) == ["Odd login playbook 1 incident"])
            #expect(try await fixture.harness.announced(IncidentOpened.self).map(\.incident.name) == [name])
            let lines = try await fixture.rows(
                "select text from core.timeline where incident_id = '\(execution.incidentID ?? UUID())' order by id")
            #expect(lines.first == "Opened by the playbook triage (execution one)")
            #expect(lines.contains("looked into it"))
        }
    }

    @Test func aPlaybookResolvesItsAlertButNoneOfAnIncident() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                ["End": Self.step("resolve_alert", ["reason": "known travel"])], startAt: "End")
            let alert = try await alert(fixture)
            let started = try await start(fixture, "one", alert: alert)
            try await fixture.look(at: started.execution)
            #expect(try await fixture.outcome(started.execution) == #"SUCCEEDED {"resolved":true}"#)
            #expect(
                try await fixture.rows("select status || ': ' || reason from core.alert")
                    == ["resolved: the playbook triage resolved it: known travel"])
            #expect(try await fixture.rows("select count(*) from core.open_alert") == ["0"])
            #expect(try await fixture.harness.announced(AlertResolved.self).map(\.alert.id) == [alert])
            let again = try await start(fixture, "two", alert: alert)
            try await fixture.look(at: again.execution)
            #expect(try await fixture.outcome(again.execution) == #"SUCCEEDED {"resolved":false}"#)
            _ = try await fixture.rows(
                "update core.alert set status = 'open', incident_id = '\(fixture.incident)', outcome = 'incident'")
            let third = try await start(fixture, "three", alert: alert)
            try await fixture.look(at: third.execution)
            #expect(try await fixture.outcome(third.execution) == "FAILED AlertHasIncident")
        }
    }

    @Test func onlySoManyRunAndTheNextBeginsWhenOneEnds() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.waiting, startAt: "Rest")
            let playbooks = PlaybookDesk(
                database: fixture.harness.environment.database, committer: fixture.harness.environment.committer)
            try await playbooks.limit("triage", to: 2, trace: nil)
            var ids: [UUID] = []
            for _ in 0..<4 { ids.append(try await fixture.start()) }
            func begun() async throws -> [Bool] {
                var begun: [Bool] = []
                for id in ids { begun.append(try await !fixture.history(id).isEmpty) }
                return begun
            }
            #expect(try await begun() == [true, true, false, false])
            let keys = try await fixture.harness.timers().filter { $0.hasSuffix("/place") }
            #expect(keys == ["execution/\(UUIDText.string(from: ids[2]))/place"], "the first in the row alone")
            // Who comes later finds no place before those that wait.
            try await fixture.look(at: ids[3])
            #expect(try await begun() == [true, true, false, false])
            try await fixture.ring(ids[0])
            let called = try await fixture.harness.announced(AdvanceExecution.self).last?.execution
            #expect(called == ids[2])
            try await fixture.look(at: ids[3])
            #expect(try await begun() == [true, true, false, false], "its turn is later")
            try await fixture.look(at: ids[2])
            #expect(try await begun() == [true, true, true, false])
            try await playbooks.limit("triage", to: nil, trace: nil)
            try await fixture.look(at: ids[3])
            #expect(try await begun() == [true, true, true, true])
            await #expect(throws: PlaybookDeskError.self) { try await playbooks.limit("none", to: 1, trace: nil) }
            await #expect(throws: PlaybookDeskError.self) { try await playbooks.limit("triage", to: 0, trace: nil) }
        }
    }

    @Test func theClockStartsWhatIsDueOnceAndMissedTimesOnce() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(["End": ["Type": "Succeed"]], startAt: "End")
            func configure(_ schedules: JSON) async throws -> PlaybookClock {
                var document =
                    try JSON.parse(
                        try await fixture.rows("select document from core.configuration order by version desc limit 1")[
                            0]
                    ).objectValue ?? [:]
                document["playbook_schedules"] = schedules
                _ = try await fixture.rows(
                    """
                    insert into core.configuration (digest, document, applied_by)
                    values ('\(UUID())', '\(JSON.object(document).text())', 'test')
                    """)
                var environment = fixture.harness.environment
                environment.organisation = .init(database: environment.database, freshness: .zero)
                return PlaybookClock(environment)
            }
            let report: JSON = [
                "name": "report", "playbook": "triage", "cron": "30 2 * * *", "timezone": "Europe/Berlin",
                "input": ["a": 1],
            ]
            let clock = try await configure(
                [report, ["name": "lost", "playbook": "nothing", "cron": "0 7 * * *"]])
            _ = try await clock.look()
            #expect(try await fixture.rows("select count(*) from playbook_runner.execution") == ["0"])
            // Three days go by without a runner.
            _ = try await fixture.rows(
                "update playbook_runner.schedule set due_at = '2026-03-29T01:00:00Z'")
            let other = try await configure([report, ["name": "lost", "playbook": "nothing", "cron": "0 7 * * *"]])
            for one in [clock, other, clock] { _ = try await one.look() }
            #expect(
                try await fixture.rows(
                    "select name || ' ' || input || ' ' || started_by from playbook_runner.execution")
                    == [#"report-20260329T010000Z {"a":1} schedule report"#])
            let schedules = try await fixture.rows(
                """
                select name || ' ' || (due_at > now()) || ' ' || coalesce(left(problem, 28), '-')
                from playbook_runner.schedule order by name
                """)
            #expect(schedules == ["lost true there is no playbook nothing", "report true -"])
            // Another rule is reckoned anew; what is gone starts nothing, and an older configuration brings nothing back.
            let changed = try await configure([])
            _ = try await changed.look()
            #expect(try await fixture.rows("select count(*) from playbook_runner.schedule") == ["0"])
        }
    }
}
