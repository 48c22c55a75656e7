import Foundation
import TestServers
import Testing
import WorkerTesting

@testable import Paging

/// Notices of shifts, each once.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct ShiftWatchTests {
    @Test func eachNoticeIsToldOnceAndEachChangeAnnounced() async throws {
        try await PagingFixture.run { fixture in
            let watch = ShiftWatch(fixture.harness.environment)
            // The rota `weekly` changes on Mondays at 08:00Z: on 12 January 2026 from first to second.
            let handover = Date(timeIntervalSince1970: 1_768_204_800)
            for _ in 0..<2 { try await watch.look(at: handover.addingTimeInterval(-890)) }
            try await fixture.harness.waitUntilIdle()
            let told = try await fixture.rows(
                "select kind || ' ' || person || ' ' || subject from paging.trial order by id")
            #expect(told == ["shift second@example.org You are on call for weekly in 15 minutes"])
            for _ in 0..<2 { try await watch.look(at: handover.addingTimeInterval(10)) }
            try await fixture.harness.waitUntilIdle()
            #expect(
                try await fixture.rows(
                    "select schedule || ' ' || kind from paging.shift_notice order by kind, schedule"
                )
                .contains("weekly change"))
            #expect(
                try await fixture.rows("select person || ' ' || subject from paging.trial order by id").dropFirst()
                    == ["first@example.org You are on call for weekly in a week"])
        }
    }
}
