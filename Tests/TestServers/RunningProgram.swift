import CLinux
import Foundation
import Glibc
import Synchronization

/// A started program. Its output goes to files, so that it never waits for a reader.
///
/// Not a Foundation `Process`: that has one thread for the ends of all, which blocks for good when it takes one of hundreds
/// of programs for ended too early.
public final class RunningProgram: Sendable {
    private struct State {
        /// Its end, as waitpid(2) tells it; `nil` while it runs.
        var status: Int32?
        var waiters: [CheckedContinuation<Int32, Never>] = []
    }

    private let state = Mutex(State())
    private let directory: URL

    /// Its process id.
    public let pid: Int32

    init(_ program: TestProgram, input: String) throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("muster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(input.utf8).write(to: directory.appendingPathComponent("input"))
        for name in ["output", "errors"] { try Data().write(to: directory.appendingPathComponent(name)) }
        pid = try spawn(program, in: directory)
        Thread.detachNewThread { self.awaitEnd() }
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// Whether it has not ended yet.
    public var isRunning: Bool { state.withLock { $0.status == nil } }

    /// What it has written to standard output so far.
    public var output: String { contents("output") }

    /// What it has written to standard error so far.
    public var errors: String { contents("errors") }

    /// Sends it a signal, for example `SIGKILL`, unless it has ended.
    public func send(signal: Int32) {
        state.withLock { state in
            if state.status == nil { _ = kill(pid, signal) }
        }
    }

    /// Waits for its end. Cancelling the task kills it: nothing that a test started outlives the test.
    @discardableResult
    public func end() async -> TestProgram.Result {
        let status = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known = state.withLock { state in
                    if state.status == nil { state.waiters.append(continuation) }
                    return state.status
                }
                if let known { continuation.resume(returning: known) }
            }
        } onCancel: {
            send(signal: SIGKILL)
        }
        let signal = status & 0x7F
        return TestProgram.Result(
            status: signal == 0 ? status >> 8 & 0xFF : signal, wasKilled: signal != 0, output: output, errors: errors)
    }

    /// Blocks its thread. The program is reaped under the lock, so that no signal goes to another one with its number.
    private func awaitEnd() {
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        let (status, waiters) = state.withLock { state in
            var status: Int32 = 0
            while unsafe waitpid(pid, &status, 0) == -1, errno == EINTR {}
            state.status = status
            defer { state.waiters = [] }
            return (status, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: status) }
    }

    private func contents(_ name: String) -> String {
        guard let data = try? Data(contentsOf: directory.appendingPathComponent(name)) else { return "" }
        return String(bytes: data, encoding: .utf8) ?? ""
    }
}

/// Starts a program with the files of a directory as its standard streams, no other descriptor of this process, and every
/// signal as a shell would leave it.
private func spawn(_ program: TestProgram, in directory: URL) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, name, mode) in [(0, "input", O_RDONLY), (1, "output", O_WRONLY), (2, "errors", O_WRONLY)] {
        unsafe posix_spawn_file_actions_addopen(
            &actions, Int32(descriptor), directory.appendingPathComponent(name).path, mode, 0)
    }
    unsafe linux_spawn_close_from(&actions, 3)

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let arguments = unsafe CStringList([program.path] + program.arguments)
    let environment = unsafe CStringList(program.environment.map { "\($0.key)=\($0.value)" })
    defer {
        unsafe arguments.free()
        unsafe environment.free()
    }
    var pid: pid_t = 0
    let status = unsafe posix_spawn(
        &pid, program.path, &actions, &attributes, arguments.pointers, environment.pointers)
    guard status == 0 else { throw TestServersError("\(program.path): \(unsafe String(cString: strerror(status)))") }
    return pid
}

/// C strings and a null at their end, as exec takes them.
@unsafe private struct CStringList {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) {
        unsafe pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    }

    func free() {
        for index in unsafe pointers.indices { unsafe Glibc.free(pointers[index]) }
    }
}
