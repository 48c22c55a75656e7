import Curl
import Foundation
import JSON
import Synchronization
import TestServers

/// A process of a stack.
struct StackProcess: Sendable {
    let name: String
    let url: String
    let program: RunningProgram

    /// Ends it as a power cut does.
    func kill() async {
        program.send(signal: SIGKILL)
        await program.end()
    }

    /// Drains it, which must end well.
    func stop() async throws {
        program.send(signal: SIGTERM)
        let result = await program.end()
        guard result.status == 0, !result.wasKilled else {
            throw TestServersError("\(name) did not stop as it should: \(result.errors.suffix(2000))")
        }
    }
}

extension Stack {
    /// All that a stack has.
    static let everything = [
        "intake", "resource-creator", "notifier", "dead-letter-keeper", "paging", "cost-calculator",
        "task-tracker", "playbook-runner",
    ]

    /// From now on programs of this release are run.
    func use(_ release: Release) { running.withLock { $0.release = release } }

    /// Starts processes, and waits until they can work.
    func start(_ names: [String], environment: [String: String] = [:]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in names { group.addTask { _ = try await self.start(name, environment: environment) } }
            try await group.waitForAll()
        }
    }

    /// Starts an instance of a process, and waits until it can work.
    ///
    /// - Parameters:
    ///   - environment: what it is told beside what every process is.
    ///   - product: the program, if it is not the process' own.
    @discardableResult
    func start(
        _ name: String, environment: [String: String] = [:], product: String? = nil
    ) async throws -> StackProcess {
        let process = try await launch(name, environment: environment, product: product)
        try await eventually("\(name) is ready", within: .seconds(90), every: .milliseconds(100)) {
            guard process.program.isRunning else { throw TestServersError("\(name): \(process.program.errors)") }
            return try await self.reply("GET", "\(process.url)/readyz")?.status == 200
        }
        return process
    }

    /// Starts it without a look at whether it can work.
    private func launch(
        _ name: String, environment: [String: String], product: String?
    ) async throws -> StackProcess {
        let (program, portFile) = try spawn(name, environment: environment, product: product)
        try await eventually("\(name) listens", within: .seconds(90)) {
            guard program.isRunning else { throw TestServersError("\(name) ended: \(program.errors)") }
            return FileManager.default.fileExists(atPath: portFile.path)
        }
        let port = try String(contentsOf: portFile, encoding: .utf8).filter(\.isNumber)
        let process = StackProcess(name: name, url: "http://127.0.0.1:\(port)", program: program)
        if name == "intake" { running.withLock { $0.intakeURL = process.url } }
        return process
    }

    /// Starts it, and leaves it at that: it may end at any moment.
    ///
    /// - Returns: also the file in which it will say where it listens.
    @discardableResult
    func spawn(
        _ name: String, environment: [String: String] = [:], product: String? = nil
    ) throws -> (program: RunningProgram, portFile: URL) {
        let portFile = folder.appendingPathComponent("port-\(UUID().uuidString)")
        var variables = [
            "MUSTER_DATABASE_URL": try database.url(process: name), "MUSTER_AMQP_URL": try host.url(process: name),
            "MUSTER_PORT_FILE": portFile.path, "MUSTER_PUBLIC_URL": "https://muster.example.org",
            "MUSTER_DATABASE_CONNECTIONS": "3", "MUSTER_OUTBOUND_ALLOW": "127.0.0.1",
            "MUSTER_MAIL_DIRECTORY": mailFolder.path,
        ]
        variables.merge(environment) { _, new in new }
        let path = try running.withLock { $0.release }.program(product ?? "muster-\(name)")
        let program = try TestProgram(path, environment: variables).start()
        running.withLock { $0.programs.append((name, program)) }
        return (program, portFile)
    }

    /// A number that a process measures, summed up over the labels that are not named.
    func metric(_ name: String, of process: StackProcess, where labels: String = "") async throws -> Double {
        let text = try await reply("GET", "\(process.url)/metrics")?.text ?? ""
        return text.split(separator: "\n").filter { line in
            (line.hasPrefix("\(name){") || line.hasPrefix("\(name) ")) && (labels.isEmpty || line.contains(labels))
        }.compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }
}
