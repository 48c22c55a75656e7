import Foundation

/// Runs `ops/services` for one home.
struct Services: Sendable {
    let home: String
    var settings: [String: String] = [:]

    private static let script =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("ops/services").path

    @discardableResult
    func run(_ arguments: String...) async throws -> String { try await run(arguments) }

    @discardableResult
    func run(_ arguments: [String], input: String = "") async throws -> String {
        // The home knows its ports; those of the environment belong to another one.
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("MUSTER_") }
        environment["MUSTER_HOME"] = home
        environment.merge(settings) { _, new in new }
        let program = TestProgram(Self.script, arguments, environment: environment)
        let result = try await program.run(input: input)
        guard result.status == 0 else {
            let command = arguments.joined(separator: " ")
            throw TestServersError("ops/services \(command) failed: \(result.errors)\(result.output)")
        }
        return result.output
    }
}
