import Forecast
import Foundation
import Incident
import JSON
import Nights
import NightStore
import OnCall
import Postgres
import TestServers
import Testing

@testable import NightDesk

/// The run itself: again, at the same time, after a failure, after a missed night.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct NightRunTests {
    private func fill(_ fixture: NightFixture) async throws {
        for day in 1...28 {
            let text = "2025-02-\(day < 10 ? "0" : "")\(day)"
            try await fixture.incident(at: "\(text)T10:00:00Z", restricted: day % 7 == 0)
            try await fixture.incident(at: "\(text)T20:00:00Z", hours: day % 3 == 0 ? nil : 1, type: "breach")
        }
    }

    @Test func runAgainItChangesNothing() async throws {
        try await NightFixture.run { fixture in
            try await fill(fixture)
            let first = try await fixture.night("2025-03-01")
            #expect(
                first.isWhole && first.night.steps.map(\.state) == [.done, .done, .done, .done, .skipped, .done],
                "\(first)")
            let rows = try await fixture.rows()
            #expect(rows.values.allSatisfy { !$0.isEmpty }, "\(rows.filter(\.value.isEmpty).keys)")
            let second = try await fixture.night("2025-03-01")
            #expect(second.isWhole)
            #expect(try await fixture.rows() == rows)
        }
    }

    @Test func twoAtOnceComeToTheSame() async throws {
        try await NightFixture.run { fixture in
            try await fill(fixture)
            async let one = fixture.night("2025-03-01")
            async let other = fixture.night("2025-03-01")
            let reports = try await [one, other]
            #expect(reports.allSatisfy { $0.isWhole && $0.night.isWhole }, "\(reports)")
            let rows = try await fixture.rows()
            try await fixture.night("2025-03-01")
            #expect(try await fixture.rows() == rows)
        }
    }

    @Test func aStepThatFailsStopsNoOtherAndLeavesWhatWasThere() async throws {
        try await NightFixture.run { fixture in
            try await fill(fixture)
            try await fixture.night("2025-02-20")
            let before = try await fixture.rows()["cost_day"]
            // The last thing that the step does fails.
            try await fixture.database.run(sql: "alter table nightly.cost_day add check (day < '2025-02-21') not valid")
            let report = try await fixture.night("2025-03-01", isWhole: false)
            #expect(report.night.steps.map(\.state) == [.failed, .done, .done, .done, .skipped, .done])
            #expect(report.night.steps[0].error?.isEmpty == false)
            #expect(try await fixture.rows()["cost_day"] == before)
            try await fixture.database.run(sql: "alter table nightly.cost_day drop constraint cost_day_day_check")
            #expect(try await fixture.night("2025-03-01").isWhole)
            #expect(try await fixture.rows()["cost_day"] != before)
        }
    }

    @Test func missedNightsAreMadeUpForOnce() async throws {
        try await NightFixture.run { fixture in
            try await fill(fixture)
            let calendar = NightCalendar(.utc)
            let yesterday = calendar.yesterday(of: Date())
            try await fixture.night(yesterday.next(-3).text)
            let run = NightRun(database: fixture.client)
            let report = try await run.run()
            #expect(report.night.day == yesterday)
            #expect(report.madeUp.map(\.day) == [yesterday.next(-2), yesterday.next(-1)])
            #expect(report.isWhole)
            #expect(try await run.run().madeUp.isEmpty)
            let status = try await NightStatus.load(
                days: 7, settings: .load(from: fixture.client), from: fixture.client)
            #expect(status.overdue.isEmpty && status.nights.map(\.day) == (0...3).map { yesterday.next(-$0) })
        }
    }

    /// Somebody was at it and died: the row says that it runs, and nobody holds its lock.
    @Test func whoDiedAtItIsSeen() async throws {
        try await NightFixture.run { fixture in
            let day = try #require(Day("2025-03-01"))
            for statement in [StepRows.expect(day), StepRows.begin(.costs, of: day)] {
                _ = try await fixture.client.query(statement)
            }
            func state() async throws -> StepState? {
                try await StepRows.nights(from: day, in: fixture.client).first?.steps.first?.state
            }
            #expect(try await state() == .failed)
            try await fixture.client.transaction { lock in
                _ = try await lock.query("select pg_advisory_xact_lock($1)", [.int8(StepRows.lockKey(.costs))])
                #expect(try await state() == .running)
            }
        }
    }

    @Test func forecastsAreThereForBothAudiences() async throws {
        try await NightFixture.run(costs: nil) { fixture in
            try await fill(fixture)
            try await fixture.night("2025-03-01")
            let all = try await ForecastRows.newest(.week, for: .system, in: fixture.client)
            #expect(all.map { $0["series"] } == ["incidents", "incidents of type breach", "incidents of type outage"])
            #expect(all[0]["points"]?.arrayValue?.count == 13)
            let open = try await ForecastRows.newest(.week, for: .stranger, in: fixture.client)
            #expect(open.count == 3 && open[0] != all[0] && open[1] == all[1])
            #expect(try await ForecastRows.newest(.month, for: .system, in: fixture.client).count == 3)
        }
    }
}
