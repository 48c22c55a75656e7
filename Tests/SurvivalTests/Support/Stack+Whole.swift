import Foundation
import JSON
import Synchronization
import TestServers
import Testing

/// What holds at the end of every test.
extension Stack {
    /// Starts whoever takes messages and does not run: those that the test is not about.
    private func startTheOthers() async throws {
        let (release, running) = running.withLock { running in
            (running.release, Set(running.programs.filter(\.program.isRunning).map(\.name)))
        }
        for name in Self.everything where !running.contains(name) {
            guard FileManager.default.fileExists(atPath: try release.program("muster-\(name)")) else { continue }
            try await start(name)
        }
    }

    /// Waits until everything has settled, and expects that nothing is missing, nothing happened twice, and nothing lies
    /// where it should not.
    ///
    /// - Parameter dead: how many dead letters there should be.
    func expectWhole(dead: Int = 0, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await startTheOthers()
        let result = try await runMuster(["doctor", "--ledger", "--wait", "120", "--json"])
        let ledger = try JSON.parse(Array(result.output.utf8))
        if ledger["ok"] != true || ledger["dead"]?.intValue != dead { tellWhatTheProcessesSaid() }
        #expect(ledger["ok"] == true, "\(ledger)", sourceLocation: sourceLocation)
        #expect(ledger["missing"] == [], sourceLocation: sourceLocation)
        #expect(ledger["duplicates"] == [], sourceLocation: sourceLocation)
        for place in ["outbox", "queued", "retrying"] {
            #expect(ledger[place] == 0, "\(place): \(ledger)", sourceLocation: sourceLocation)
        }
        #expect(ledger["dead"]?.intValue == dead, "\(ledger)", sourceLocation: sourceLocation)
        #expect(ledger["accepted"]?.intValue ?? 0 > 0, sourceLocation: sourceLocation)
        try await expectOneOfEach(sourceLocation)
        try await expectEmptyQueues()
    }

    private func expectOneOfEach(_ sourceLocation: SourceLocation) async throws {
        let twice = try await count(
            """
            select count(*) as n from (
                select 1 from core.resource group by incident_id, kind having count(*) > 1
                union all
                select 1 from notifier.notice
                 group by incident_id, kind, channel, recipient, case when kind in ('status', 'overdue') then version end
                having count(*) > 1
                union all
                select 1 from core.timeline where kind in ('opened', 'assembled')
                 group by incident_id, kind having count(*) > 1
            ) twice
            """)
        #expect(twice == 0, sourceLocation: sourceLocation)
        let unsent = try await texts("select state || ' ' || kind as t from notifier.notice where state = 'planned'")
        #expect(unsent == [], sourceLocation: sourceLocation)
    }

    /// The broker counts every five seconds.
    private func expectEmptyQueues() async throws {
        var left: [String] = []
        do {
            try await eventually("all queues are empty", within: .seconds(40), every: .milliseconds(500)) {
                let queues = try await servers.management("GET", "/api/queues/\(host.name)").arrayValue ?? []
                left = queues.filter { $0["messages"]?.intValue != 0 }.map { queue in
                    "\(queue["name"]?.stringValue ?? "?"): \(queue["messages"]?.intValue ?? -1)"
                }
                return queues.count > 10 && left.isEmpty
            }
        } catch {
            Issue.record("queues are not empty: \(left)")
        }
    }
}
