import TestServers
import Testing

/// A process that cannot begin says why in a sentence and ends by itself, so that an operator sees the cause and not a crash.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct StartFailureTests {
    /// Starts a process, which must end, and expects the last line that it says.
    private func expect(
        _ name: String, toEndWith status: Int32, saying sentence: String, environment: [String: String],
        on stack: Stack, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let result = try await stack.spawn(name, environment: environment).program.end()
        #expect(result.status == status, sourceLocation: sourceLocation)
        #expect(!result.wasKilled, sourceLocation: sourceLocation)
        let last = result.errors.split(separator: "\n").last
        #expect(last == "muster-\(name): \(sentence)", sourceLocation: sourceLocation)
    }

    @Test(arguments: ["intake", "notifier"]) func aPortThatIsTakenIsNamed(process: String) async throws {
        try await Stack.run { stack in
            let first = try await stack.start("dead-letter-keeper")
            let port = try #require(first.url.split(separator: ":").last)
            try await expect(
                process, toEndWith: 2,
                saying: "MUSTER_HTTP_PORT names port \(port) of 127.0.0.1, which is taken; set another port",
                environment: ["MUSTER_HTTP_PORT": String(port)], on: stack)
        }
    }

    @Test func aSchemaThatIsMissingIsNamed() async throws {
        try await Stack.run { stack in
            try await expect(
                "notifier", toEndWith: 1,
                saying: "the schema of notifier is not in the database; run `muster migrate up`",
                environment: ["MUSTER_DATABASE_URL": stack.database.url], on: stack)
        }
    }

    @Test func aQueueThatIsMissingIsNamed() async throws {
        try await Stack.run { stack in
            _ = try await stack.servers.management("DELETE", "/api/queues/\(stack.host.name)/notifier")
            try await expect(
                "notifier", toEndWith: 1,
                saying: "the queue notifier is not on the broker; run `muster topology apply`", environment: [:],
                on: stack)
        }
    }
}
