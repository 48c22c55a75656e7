import Foundation
import Logging
import Postgres
import TestServers
import WorkerKit
import WorkerTesting

/// The real runtime as the notifier, on the suite's database and a broker in memory.
struct RunningWorker: Sendable {
    let harness: WorkerHarness
    let database: TestDatabase

    static func with(_ handlers: [WorkerHandler], _ body: (RunningWorker) async throws -> Void) async throws {
        try await with(handlers, { _ in }, body)
    }

    static func with(
        _ handlers: [WorkerHandler], _ change: (inout WorkerHarness.Settings) -> Void,
        _ body: (RunningWorker) async throws -> Void
    ) async throws {
        let database = try await SuiteDatabase.empty()
        try await database.run(sql: "delete from core.paused_queue")
        var settings = WorkerHarness.Settings()
        settings.pace.pauseWatch = .milliseconds(20)
        settings.pace.outage = .milliseconds(20)
        settings.pace.watchdog = .milliseconds(20)
        settings.pace.grace = .milliseconds(50)
        change(&settings)
        try await WorkerHarness.run(
            "notifier", databaseURL: database.url(process: "notifier"), settings: settings
        ) { _ in
            handlers
        } _: { harness in
            try await body(RunningWorker(harness: harness, database: database))
        }
    }

    /// One value of the database, as text.
    func value(_ sql: String) async throws -> String? {
        try await database.run(sql: sql).first
    }

    /// What a scrape of the process would say of a series.
    func metric(_ series: String) -> String? {
        let lines = harness.environment.metrics.text.split(separator: "\n")
        return lines.first { $0.hasPrefix("\(series) ") }.map { String($0.dropFirst(series.count + 1)) }
    }
}
