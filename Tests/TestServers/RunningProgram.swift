import Foundation
import Synchronization

/// A started program. Its output goes to files, so that it never waits for a reader.
public final class RunningProgram: Sendable {
    private let process: Mutex<Process>
    private let directory: URL
    private let ended: AsyncStream<Void>

    /// Held while a program is started: one that starts at the same moment would inherit the descriptor by whose end
    /// Foundation notices the end of this one.
    private static let starting = Mutex(())

    /// Its process id.
    public let pid: Int32

    init(_ program: TestProgram, input: String) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("muster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(input.utf8).write(to: directory.appendingPathComponent("input"))
        for name in ["output", "errors"] { try Data().write(to: directory.appendingPathComponent(name)) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program.path)
        process.arguments = program.arguments
        process.environment = program.environment
        process.standardInput = try FileHandle(forReadingFrom: directory.appendingPathComponent("input"))
        process.standardOutput = try FileHandle(forWritingTo: directory.appendingPathComponent("output"))
        process.standardError = try FileHandle(forWritingTo: directory.appendingPathComponent("errors"))
        let (ended, continuation) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in continuation.finish() }
        try Self.starting.withLock { _ in try process.run() }
        self.directory = directory
        self.ended = ended
        pid = process.processIdentifier
        self.process = Mutex(process)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// Whether it has not ended yet.
    public var isRunning: Bool { process.withLock { $0.isRunning } }

    /// What it has written to standard output so far.
    public var output: String { contents("output") }

    /// What it has written to standard error so far.
    public var errors: String { contents("errors") }

    /// Sends it a signal, for example `SIGKILL`.
    public func send(signal: Int32) { _ = kill(pid, signal) }

    /// Waits for its end. To be called once.
    @discardableResult
    public func end() async -> TestProgram.Result {
        for await _ in ended {}
        // A cancelled task stops waiting at once; nothing that a test started outlives it.
        if isRunning {
            send(signal: SIGKILL)
            process.withLock { $0.waitUntilExit() }
        }
        let (status, reason) = process.withLock { ($0.terminationStatus, $0.terminationReason) }
        return TestProgram.Result(
            status: status, wasKilled: reason == .uncaughtSignal, output: output, errors: errors)
    }

    private func contents(_ name: String) -> String {
        guard let data = try? Data(contentsOf: directory.appendingPathComponent(name)) else { return "" }
        return String(bytes: data, encoding: .utf8) ?? ""
    }
}
