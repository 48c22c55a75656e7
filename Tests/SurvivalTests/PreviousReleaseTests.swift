import Foundation
import TestServers
import Testing

/// The release before this one goes on while the database is brought to this one's schema, and works there until the last
/// of its processes is replaced.
@Suite(
    .enabled(if: TestServers.areConfigured && Release.previous != nil, "ops/tests/previous-release runs it"),
    .timeLimit(.minutes(10)))
struct PreviousReleaseTests {
    @Test func thePreviousReleaseWorksOnThisSchema() async throws {
        let previous = try #require(Release.previous)
        try await Stack.run(of: previous) { stack in
            // It does not have the workers that came after it; they begin once it is replaced.
            let everything = try Stack.everything.filter {
                FileManager.default.fileExists(atPath: try previous.program("muster-\($0)"))
            }
            var processes = try await started(everything, stack)
            try await happen("before the upgrade", stack, incidents: 2)
            stack.use(.this)
            try await stack.muster("migrate", "up", "--secrets", stack.servers.secretsDirectory)
            try await stack.applyTopology()
            try await happen("after the upgrade", stack, incidents: 4)
            // Statements that were prepared before the upgrade say less than those of a process that begins after it.
            stack.use(previous)
            for process in processes { try await process.stop() }
            processes = try await started(everything, stack)
            try await happen("after a restart", stack, incidents: 6)
            stack.use(.this)
            for process in processes {
                try await process.stop()
                try await stack.start(process.name)
                try await happen("without the old \(process.name)", stack)
            }
            let incidents = 2 * (3 + processes.count)
            try await stack.awaitAssembled(incidents)
            try await stack.expectWhole()
            try stack.expectEveryMailOnce(announcements: incidents)
        }
    }

    private func started(_ names: [String], _ stack: Stack) async throws -> [StackProcess] {
        var processes: [StackProcess] = []
        for name in names { processes.append(try await stack.start(name)) }
        return processes
    }

    /// A report and an alert, each of which becomes an incident, and a change.
    ///
    /// - Parameter incidents: waits until so many are assembled.
    private func happen(_ time: String, _ stack: Stack, incidents: Int = 0) async throws {
        let name = try await stack.report("Reported \(time)")
        try await stack.alert(time, severity: "critical")
        try await stack.move(name, to: "stable")
        try await stack.awaitAssembled(incidents)
    }
}
