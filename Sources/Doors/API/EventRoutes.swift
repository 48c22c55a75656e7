import Encodings
import HTTPKit
import FoundationEssentials
import HTTPTypes
import Incident
import HummingbirdCore
import JSON
import NIOCore
import Postgres
import IncidentStore

/// `/api/v1/incidents/{name}/events`: the timeline as server-sent events (HTML Standard, section 9.2).
///
/// It begins with what follows `Last-Event-ID`, or with the whole timeline, and goes on with what happens. A comment every
/// 15 seconds keeps proxies from closing the connection; it is a line alone, since some clients take an empty line behind it for
/// an event without data. Who is too slow is disconnected, and comes again for what follows the last entry that they have.
struct EventRoutes: Sendable {
    var database: PostgresClient
    var feed: TimelineFeed
    var heartbeat: Duration = .seconds(15)

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/api/v1/incidents/{name}/events", "watchIncident", for: .incidentsRead, answer: events)]
    }

    @Sendable private func events(_ call: Call) async throws -> Response {
        let viewer = call.principal.viewer
        let incident = try await call.incident(in: database)
        let last = call.request.headers[.lastEventID].flatMap { UUIDText.uuid(from: $0) }
        // Watch first, read then: what happens in between comes twice and is dropped by its id.
        guard let stream = feed.watch(incident.id, for: viewer) else {
            throw Problem.retryLater("too many watch already; try again", after: 10)
        }
        let (id, database, heartbeat) = (incident.id, database, heartbeat)
        let read = { @Sendable after in
            try await Timeline.page(of: id, for: viewer, in: .arrival, after: after, limit: Self.step, in: database)
        }
        let known = try await read(last)
        let body = ResponseBody { writer in
            try await Self.tell(known, then: read, live: Self.beats(stream, every: heartbeat)) {
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
    /// - Parameter next: reads what follows an entry.
    static func tell(
        _ first: Page<TimelineEntry>, then next: (UUID?) async throws -> Page<TimelineEntry>, live: AsyncStream<Beat>,
        write: (ByteBuffer) async throws -> Void
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
