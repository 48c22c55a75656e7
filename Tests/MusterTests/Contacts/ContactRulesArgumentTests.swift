import ArgumentParser
import Testing

@testable import Muster

@Suite struct ContactRulesArgumentTests {
    /// Who only wants to see the rules must not lose them.
    @Test(arguments: [
        ([String](), false), (["--reset"], true), (["--high", "mail a@example.org"], true),
        (["--reset", "--low", "mail a@example.org"], false),
    ]) func waysOrAReset(_ options: [String], isTaken: Bool) {
        let command = try? ContactRulesCommand.parse(["ana@example.org"] + options)
        #expect((command != nil) == isTaken)
    }
}
