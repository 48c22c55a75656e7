public import FoundationEssentials
public import Incident
public import IncidentStore
public import Logging
public import Postgres
public import ServiceLifecycle
import Synchronization
import WorkerKit

/// Tells what happens in incidents to those who watch: one look at the timeline every two seconds for all of them, and
/// none while nobody watches.
public final class TimelineFeed: Service {
    private struct Watcher {
        var incident: UUID
        var viewer: Viewer
        var continuation: AsyncStream<TimelineEntry>.Continuation
    }

    private struct Told: Hashable {
        var entry: UUID
        var viewer: Viewer
    }

    private struct State {
        var watchers: [UUID: Watcher] = [:]
        /// What was told lately.
        var told: [Told: Date] = [:]
        var waiting: CheckedContinuation<Void, Never>?
        var isClosed = false
    }

    /// Watchers at most.
    static let maximum = 500
    /// Entries that a slow watcher may be behind before its stream ends: it has all up to there, and comes again for what
    /// follows.
    private static let buffer = 200
    /// Entries become visible in another order than that of their ids, by as much as a transaction lasts.
    private static let overlap: TimeInterval = 30

    private let state = Mutex(State())
    private let database: PostgresClient
    private let logger: Logger
    private let interval: Duration

    /// - Parameter interval: between two looks; default 2 s.
    public init(database: PostgresClient, logger: Logger, interval: Duration = .seconds(2)) {
        self.database = database
        self.logger = logger
        self.interval = interval
    }

    /// What happens in an incident from now on; `nil` when too many watch.
    public func watch(_ incident: UUID, for viewer: Viewer) -> AsyncStream<TimelineEntry>? {
        let id = UUID()
        let (stream, continuation) = AsyncStream.makeStream(
            of: TimelineEntry.self, bufferingPolicy: .bufferingOldest(Self.buffer))
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>?? in
            guard state.watchers.count < Self.maximum, !state.isClosed else { return nil }
            state.watchers[id] = Watcher(incident: incident, viewer: viewer, continuation: continuation)
            defer { state.waiting = nil }
            return .some(state.waiting)
        }
        guard let waiting else { return nil }
        continuation.onTermination = { [weak self] _ in self?.forget(id) }
        waiting?.resume()
        return stream
    }

    /// Looks until graceful shutdown, which ends the streams.
    public func run() async throws {
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                while await awaitWatchers() {
                    await look()
                    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: self.interval) }
                }
            } onGracefulShutdown: {
                self.close()
            }
        } onCancel: {
            close()
        }
    }

    private func forget(_ id: UUID) {
        _ = state.withLock { $0.watchers.removeValue(forKey: id) }
    }

    private func close() {
        let (waiting, watchers) = state.withLock { state in
            state.isClosed = true
            defer {
                state.waiting = nil
                state.watchers = [:]
            }
            return (state.waiting, Array(state.watchers.values))
        }
        for watcher in watchers { watcher.continuation.finish() }
        waiting?.resume()
    }

    /// Waits until somebody watches; `false` at the end.
    private func awaitWatchers() async -> Bool {
        await withCheckedContinuation { continuation in
            let mayGo = state.withLock { state in
                if !state.watchers.isEmpty || state.isClosed { return true }
                state.waiting = continuation
                return false
            }
            if mayGo { continuation.resume() }
        }
        return state.withLock { !$0.isClosed } && !Task.isCancelled
    }

    private func look() async {
        // What may be seen of an incident can change while it is watched, so that every look asks for its viewers.
        let watched = state.withLock { Dictionary(grouping: $0.watchers.values, by: \.viewer) }
            .mapValues { Set($0.map(\.incident)) }
        let now = Date()
        for (viewer, incidents) in watched {
            do {
                let news = try await Timeline.news(
                    of: Array(incidents), since: now.addingTimeInterval(-Self.overlap), for: viewer, in: database)
                tell(news, to: viewer, at: now)
            } catch {
                logger.debug("the timeline cannot be read", metadata: [LoggingKeys.reason: "\(error)"])
            }
        }
    }

    private func tell(_ news: [(incident: UUID, entry: TimelineEntry)], to viewer: Viewer, at now: Date) {
        // Ended outside of the lock, which their end takes.
        var slow: [AsyncStream<TimelineEntry>.Continuation] = []
        state.withLock { state in
            for (incident, entry) in news
            where state.told.updateValue(now, forKey: Told(entry: entry.id, viewer: viewer)) == nil {
                for (id, watcher) in state.watchers where watcher.incident == incident && watcher.viewer == viewer {
                    guard case .dropped = watcher.continuation.yield(entry) else { continue }
                    state.watchers[id] = nil
                    slow.append(watcher.continuation)
                }
            }
            state.told = state.told.filter { now.timeIntervalSince($0.value) < Self.overlap * 2 }
        }
        for continuation in slow { continuation.finish() }
    }
}
