import Logging
import Synchronization

/// Keeps log lines, and lets a test wait for one.
final class LogRecorder: Sendable {
    private struct State {
        var lines: [String] = []
        var watchers: [(line: String, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var logger: Logger {
        Logger(label: "test") { _ in Handler(recorder: self) }
    }

    /// The messages, without what goes with them.
    var lines: [String] { state.withLock(\.lines) }

    func wait(for line: String) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if !state.lines.contains(line) { state.watchers.append((line, continuation)) }
                return state.lines.contains(line)
            }
            if isThere { continuation.resume() }
        }
    }

    private func add(_ line: String) {
        let ready = state.withLock { state in
            state.lines.append(line)
            defer { state.watchers.removeAll { $0.line == line } }
            return state.watchers.filter { $0.line == line }
        }
        for watcher in ready { watcher.continuation.resume() }
    }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var logLevel = Logger.Level.debug
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { recorder.add("\(event.message)") }
    }
}
