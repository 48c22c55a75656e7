import Contracts
import FoundationEssentials
import Incident
import JSON
import PlaybookDesk
import PlaybookStore
import StatesLanguage
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import PlaybookRunner

/// The same of many executions.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct ManyExecutionsTests {
    private static let waiting: JSON = ["Rest": ["Type": "Wait", "Seconds": 3600, "End": true]]

    private func change(
        _ fixture: RunnerFixture, _ request: ExecutionsRequest, viewer: Viewer = .system
    ) async throws -> ExecutionsAnswer {
        let answer = try await fixture.desk.change(request, actor: "ana", viewer: viewer, trace: nil)
        for order in try await fixture.harness.announced(AdvanceExecution.self) {
            try await fixture.look(at: order.execution)
        }
        return answer
    }

    private func states(_ fixture: RunnerFixture) async throws -> [String] {
        try await fixture.rows(
            """
            select playbook || ' ' || case when paused_at is null then status else 'PAUSED' end
            from playbook_runner.execution order by id
            """)
    }

    @Test func theyArePausedResumedStoppedAndRedrivenByWhatTheyAre() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.waiting, startAt: "Rest")
            try await fixture.apply(Self.waiting, startAt: "Rest", named: "other")
            for _ in 0..<2 { try await fixture.start() }
            try await fixture.start("other")
            let extent = try await change(fixture, ExecutionsRequest(.pause, playbook: "triage", isDry: true))
            #expect(extent.json["matched"] == 2 && extent.changed == 0)
            #expect(extent.json["playbooks"]?[0]?["playbook"] == "triage")
            #expect(try await states(fixture) == ["triage RUNNING", "triage RUNNING", "other RUNNING"])
            try await fixture.start()
            let paused = try await change(
                fixture, ExecutionsRequest(.pause, playbook: "triage", through: extent.through))
            #expect(paused.changed == 2 && paused.after == nil)
            #expect(
                try await states(fixture) == ["triage PAUSED", "triage PAUSED", "other RUNNING", "triage RUNNING"],
                "what began after the extent was told is not touched")
            #expect(try await change(fixture, ExecutionsRequest(.resume, states: ["PAUSED"])).changed == 2)
            let reason = ErrorOutput(error: "Cancelled")
            let stopped = try await change(
                fixture,
                ExecutionsRequest(.stop, playbook: "triage", since: Date(timeIntervalSince1970: 0), reason: reason))
            #expect(stopped.changed == 3)
            #expect(
                try await states(fixture) == ["triage ABORTED", "triage ABORTED", "other RUNNING", "triage ABORTED"])
            #expect(
                try await fixture.rows("select distinct error from playbook_runner.execution where error is not null")
                    == ["Cancelled"])
            #expect(try await change(fixture, ExecutionsRequest(.redrive, states: ["ABORTED"])).changed == 3)
            #expect(try await states(fixture).allSatisfy { $0.hasSuffix("RUNNING") })
            let later = ExecutionsRequest(.stop, since: Date(timeIntervalSinceNow: 3600), isDry: true)
            #expect(try await change(fixture, later).extent.isEmpty)
        }
    }

    @Test func whatSelectsNothingOrCannotBeIsRefused() async throws {
        try await RunnerFixture.run { fixture in
            for request in [
                ExecutionsRequest(.stop), ExecutionsRequest(.redrive, states: ["RUNNING"]),
                ExecutionsRequest(.pause, states: ["LOST"]),
            ] {
                let error = await #expect(throws: PlaybookDeskError.self) { try await change(fixture, request) }
                #expect(error?.code == .invalid)
            }
        }
    }

    @Test func aStrangerTouchesNothingOfARestrictedIncident() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.waiting, startAt: "Rest")
            try await fixture.start(ofIncident: true)
            _ = try await fixture.rows("update core.incident set visibility = 'restricted'")
            let request = ExecutionsRequest(.pause, playbook: "triage")
            var dry = request
            dry.isDry = true
            #expect(try await change(fixture, dry, viewer: .stranger).extent.isEmpty)
            #expect(try await change(fixture, request, viewer: .stranger).changed == 0)
            #expect(try await change(fixture, request).changed == 1)
        }
    }

    @Test func manyAreChangedPartByPart() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.waiting, startAt: "Rest")
            _ = try await fixture.rows(
                """
                insert into playbook_runner.execution (id, playbook, version, name, input, seed, started_by)
                select core.uuid_v7(), 'triage', 1, 'n' || n, '{}', '0123456789abcdef', 'test'
                from generate_series(1, 250) as n
                """)
            var request = ExecutionsRequest(.pause, playbook: "triage")
            let first = try await fixture.desk.change(request, actor: "ana", viewer: .system, trace: nil)
            #expect(first.changed == 200)
            let after = try #require(first.after)
            request.after = after
            let second = try await fixture.desk.change(request, actor: "ana", viewer: .system, trace: nil)
            #expect(second.changed == 50 && second.after == nil)
        }
    }
}
