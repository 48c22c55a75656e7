import Encodings
public import FoundationEssentials
import HTTPTypes
import Hummingbird
public import HummingbirdCore
public import Incident
import IncidentStore
import JSON
import NIOCore
public import Postgres

/// The timeline of an incident as server-sent events (HTML Standard, section 9.2).
///
/// It begins with what follows the last event that the watcher knows, or with the whole timeline, and goes on with what
/// happens. A comment every few seconds keeps proxies from closing the connection; it is a line alone, since some clients take
/// an empty line behind it for an event without data. Who is too slow is disconnected, and comes again for what follows the
/// last entry that they have.
public struct TimelineStream: Sendable {
    private let incident: UUID
    private let viewer: Viewer
    private let database: PostgresClient
    private let feed: TimelineFeed
    private let heartbeat: Duration
    private let goesOn: @Sendable () async -> Bool

    /// - Parameters:
    ///   - heartbeat: between two comments.
    ///   - goesOn: whether the watcher may still be told; asked before each entry that happens, and with each comment. The
    ///     stream ends when they may not.
    public init(
        of incident: UUID, for viewer: Viewer, database: PostgresClient, feed: TimelineFeed,
        heartbeat: Duration = .seconds(15), goesOn: @escaping @Sendable () async -> Bool = { true }
    ) {
        self.incident = incident
        self.viewer = viewer
        self.database = database
        self.feed = feed
        self.heartbeat = heartbeat
        self.goesOn = goesOn
    }

    /// The last event that whoever sends the request knows.
    public static func last(of request: Request) -> UUID? {
        request.headers[.lastEventID].flatMap { UUIDText.uuid(from: $0) }
    }

    /// The stream as an answer.
    /// - Parameter last: the last event that the watcher knows.
    /// - Throws: ``Problem`` 503 when too many watch; `PostgresError`.
    public func response(after last: UUID?) async throws -> Response {
        // Watch first, read then: what happens in between comes twice and is dropped by its id.
        guard let stream = feed.watch(incident, for: viewer) else {
            throw Problem.retryLater("too many watch already; try again", after: 10)
        }
        let (incident, viewer, database, heartbeat, goesOn) = (incident, viewer, database, heartbeat, goesOn)
        let read = { @Sendable after in
            try await Timeline.page(
                of: incident, for: viewer, in: .arrival, after: after, limit: Self.step, in: database)
        }
        let known = try await read(last)
        let body = ResponseBody { writer in
            try await Self.tell(known, then: read, live: Self.beats(stream, every: heartbeat), while: goesOn) {
                try await writer.write($0)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            // Without a word about it some clients read it as Latin-1.
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"], body: body)
    }

    /// Entries that are read at once, until a watcher has caught up.
    private static let step = 1000

    /// Writes what a watcher does not know yet, page after page until they have caught up, and then what happens.
    /// - Parameters:
    ///   - next: reads what follows an entry.
    ///   - goesOn: whether they may still be told what happens.
    static func tell(
        _ first: Page<TimelineEntry>, then next: (UUID?) async throws -> Page<TimelineEntry>, live: AsyncStream<Beat>,
        while goesOn: @Sendable () async -> Bool = { true }, write: (ByteBuffer) async throws -> Void
    ) async throws {
        var told: Set<UUID> = []
        var page = first
        while true {
            for entry in page.items {
                told.insert(entry.id)
                try await write(entry.event)
            }
            guard page.nextCursor != nil, let last = page.items.last else { break }
            page = try await next(last.id)
        }
        for await beat in live {
            guard await goesOn() else { return }
            switch beat {
            case .entry(let entry):
                if told.insert(entry.id).inserted { try await write(entry.event) }
            case .heartbeat: try await write(ByteBuffer(string: ": still here\n"))
            }
        }
    }

    /// What a watcher is told.
    enum Beat: Sendable {
        case entry(TimelineEntry)
        case heartbeat
    }

    /// The entries, with heartbeats in between.
    static func beats(
        _ entries: AsyncStream<TimelineEntry>, every interval: Duration, buffer: Int = 500
    ) -> AsyncStream<Beat> {
        AsyncStream(bufferingPolicy: .bufferingOldest(buffer)) { continuation in
            let entries = Task {
                for await entry in entries {
                    // What was told before it is a whole beginning: who watches comes again for the rest.
                    if case .dropped = continuation.yield(.entry(entry)) { break }
                }
                continuation.finish()
            }
            let beating = Task {
                while (try? await Task.sleep(for: interval)) != nil { continuation.yield(.heartbeat) }
            }
            continuation.onTermination = { _ in
                entries.cancel()
                beating.cancel()
            }
        }
    }
}

extension TimelineEntry {
    /// The entry as an event. Its JSON has no line breaks.
    fileprivate var event: ByteBuffer {
        ByteBuffer(string: "event: timeline\nid: \(UUIDText.string(from: id))\ndata: \(json.text())\n\n")
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID: HTTPField.Name = {
        guard let name = HTTPField.Name("Last-Event-ID") else { preconditionFailure("Last-Event-ID is a field name") }
        return name
    }()
}
