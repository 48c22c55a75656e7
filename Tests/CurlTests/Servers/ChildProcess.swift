import Foundation

/// A program started with its standard streams in our hands. (Foundation's `Process` waits with a run loop, which tests
/// that run in parallel on few threads cannot afford.)
final class ChildProcess {
    private let pid: pid_t
    private let input: Int32
    private let output: Int32
    private var isReaped = false

    /// - Parameter directory: where it runs.
    init(_ program: String, _ arguments: [String], in directory: String) throws {
        let toChild = try Self.makePipe()
        let fromChild = try Self.makePipe()
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let line = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory, program] + arguments
        var words = unsafe line.map { unsafe strdup($0) }
        unsafe words.append(nil)
        defer { unsafe words.forEach { unsafe free($0) } }
        var child: pid_t = 0
        let status = unsafe posix_spawn(&child, "/bin/sh", &actions, nil, words, environ)
        close(toChild[0])
        close(fromChild[1])
        guard status == 0 else { throw POSIXError(.ENOENT) }
        pid = child
        input = toChild[1]
        output = fromChild[0]
    }

    /// Both ends of a pipe that other children do not inherit.
    private static func makePipe() throws -> [Int32] {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    deinit {
        if !isReaped {
            kill(pid, SIGKILL)
            _ = wait()
        }
        close(input)
        close(output)
    }

    /// Waits for its end.
    /// - Returns: whether it succeeded.
    func wait() -> Bool {
        isReaped = true
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }

    /// The next line of its output that starts so, without that start; `nil` when the output ends.
    func line(startingWith start: String) -> String? {
        var text = ""
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe read(output, &chunk, chunk.count)
            guard count > 0 else { return nil }
            text += String(decoding: chunk.prefix(count), as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            if let found = lines.first(where: { $0.hasPrefix(start) }) { return String(found.dropFirst(start.count)) }
        }
    }
}
