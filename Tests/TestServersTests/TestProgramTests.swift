import Foundation
import TestServers
import Testing

@Suite struct TestProgramTests {
    @Test func outputStatusAndInputAreKept() async throws {
        let program = TestProgram("/bin/sh", ["-c", "cat; echo two >&2; exit 3"])
        let result = try await program.run(input: "one")
        #expect(result.output == "one")
        #expect(result.errors == "two\n")
        #expect(result.status == 3)
        #expect(!result.wasKilled)
    }

    @Test func aKilledProgramSaysSo() async throws {
        let running = try TestProgram("/bin/sleep", ["600"]).start()
        #expect(running.isRunning)
        running.send(signal: SIGKILL)
        let result = await running.end()
        #expect(result.wasKilled)
        #expect(result.status == SIGKILL)
    }

    @Test func cancellingWhoWaitsKillsIt() async throws {
        let running = try TestProgram("/bin/sleep", ["600"]).start()
        let waiting = Task { await running.end() }
        waiting.cancel()
        #expect(await waiting.value.wasKilled)
        #expect(!running.isRunning)
    }

    @Test func itHasTheEnvironmentAndTheDescriptorsThatItWasGivenAndNoOthers() async throws {
        let ours = Pipe()
        let result = try await TestProgram("/bin/sh", ["-c", "env; ls /proc/$$/fd"], environment: ["A": "b"]).run()
        let lines = Set(result.output.split(separator: "\n"))
        #expect(lines.isSuperset(of: ["A=b", "0", "1", "2"]))
        for descriptor in [ours.fileHandleForReading.fileDescriptor, ours.fileHandleForWriting.fileDescriptor] {
            #expect(!lines.contains("\(descriptor)"))
        }
        #expect(!lines.contains { $0.hasPrefix("HOME=") })
    }

    /// As many at once as all suites together have: the end of each is noticed.
    @Test func theEndsOfManyAreNoticed() async throws {
        try await withThrowingTaskGroup(of: Int32.self) { group in
            for number in 0..<100 {
                group.addTask { try await TestProgram("/bin/sh", ["-c", "exit \(number)"]).run().status }
            }
            let statuses = try await group.reduce(into: Set()) { $0.insert($1) }
            #expect(statuses == Set(0..<100))
        }
    }

    @Test func aProgramThatIsNotThereIsAnError() async {
        await #expect(throws: TestServersError.self) { try await TestProgram("/nowhere/at-all").run() }
    }

    @Test func eventuallyGivesUp() async {
        await #expect(throws: TestServersError.self) {
            try await eventually("never", within: .milliseconds(50)) { false }
        }
    }
}
