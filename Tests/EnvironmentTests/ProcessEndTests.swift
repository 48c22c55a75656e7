import Environment
import Glibc
import Testing

/// How our processes end.
@Suite struct ProcessEndTests {
    /// No handler of `exit(3)` runs: one that does would abort.
    @Test func runsNoHandlers() async {
        await #expect(processExitsWith: .exitCode(3)) {
            atexit { abort() }
            ProcessEnd.now(3)
        }
    }

    /// What was printed stands in a buffer when it goes to a file or a pipe, and is written.
    @Test func writesWhatWasPrinted() async throws {
        let result = try #require(
            await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                print("the end", terminator: "")
                ProcessEnd.now(0)
            })
        #expect(String(decoding: result.standardOutputContent, as: UTF8.self).hasSuffix("the end"))
    }
}
