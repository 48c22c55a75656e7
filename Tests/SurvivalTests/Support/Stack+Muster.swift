import Foundation
import JSON
import Synchronization
import TestServers

/// The operator's commands.
extension Stack {
    /// Runs the real command, which must succeed.
    @discardableResult
    func muster(_ arguments: String...) async throws -> String { try await muster(arguments) }

    @discardableResult
    func muster(_ arguments: [String]) async throws -> String {
        let result = try await runMuster(arguments)
        guard result.status == 0 else {
            throw TestServersError("muster \(arguments.joined(separator: " ")): \(result.errors)\(result.output)")
        }
        return result.output
    }

    /// Runs it with `--json`.
    func musterJSON(_ arguments: [String]) async throws -> JSON {
        try JSON.parse(Array(await muster(arguments + ["--json"]).utf8))
    }

    /// Runs it, whatever it says.
    func runMuster(_ arguments: [String]) async throws -> TestProgram.Result {
        try await musterProgram(arguments).run()
    }

    /// Starts it, for a test that has something to do meanwhile.
    func startMuster(_ arguments: [String]) throws -> RunningProgram {
        try musterProgram(arguments).start()
    }

    /// Runs a command that asks intake, with the stack's key.
    func muster(_ arguments: [String], as url: String) async throws -> String {
        let key = running.withLock { $0.key }
        let program = try TestProgram(
            running.withLock { $0.release }.program("muster"), arguments,
            environment: ["MUSTER_URL": url, "MUSTER_API_KEY": key])
        let result = try await program.run()
        guard result.status == 0 else {
            throw TestServersError("muster \(arguments.joined(separator: " ")): \(result.errors)\(result.output)")
        }
        return result.output
    }

    private func musterProgram(_ arguments: [String]) throws -> TestProgram {
        let release = running.withLock { $0.release }
        let environment = [
            "MUSTER_DATABASE_URL": try database.url, "MUSTER_AMQP_URL": try host.url,
            "MUSTER_MANAGEMENT_URL": try host.managementURL, "MUSTER_OPERATOR": "survival-tests",
        ]
        return try TestProgram(
            release.program("muster"), arguments,
            environment: environment.merging(release.environment) { own, _ in own })
    }
}
