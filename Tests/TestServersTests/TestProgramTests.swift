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

    @Test func eventuallyGivesUp() async {
        await #expect(throws: TestServersError.self) {
            try await eventually("never", within: .milliseconds(50)) { false }
        }
    }
}
