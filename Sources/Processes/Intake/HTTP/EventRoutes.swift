import HTTPKit
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore
import Postgres
import IncidentStore

/// `/api/v1/incidents/{name}/events`: the timeline as server-sent events (HTML Standard, section 9.2).
///
/// It begins with what follows `Last-Event-ID`, or with the whole timeline, and goes on with what happens. A comment every
/// 15 seconds keeps proxies from closing the connection.
struct EventRoutes: Sendable {
    var doorkeeper: Doorkeeper
    var database: PostgresClient
    var feed: TimelineFeed
    var heartbeat: Duration = .seconds(15)

    func add(to router: some RouterMethods<APIContext>) {
        router.get("/api/v1/incidents/:name/events") { request, context in try await events(request, context) }
    }

    private func events(_ request: Request, _ context: APIContext) async throws -> Response {
        let incident = try await doorkeeper.admitReader(request, of: context.incidentName(), in: database)
        let last = request.headers[.lastEventID].flatMap { UUID(uuidString: $0) }
        // Watch first, read then: what happens in between comes twice and is dropped by its id.
        guard let stream = feed.watch(incident.id) else {
            throw Problem.retryLater("too many watch already; try again", after: 10)
        }
        let known = try await IncidentReader.timeline(of: incident.id, after: last, limit: 1000, in: database).items
        let heartbeat = heartbeat
        let body = ResponseBody { writer in
            var told: Set<UUID> = []
            for entry in known {
                told.insert(entry.id)
                try await writer.write(entry.event)
            }
            for await beat in Self.beats(stream, every: heartbeat) {
                switch beat {
                case .entry(let entry):
                    if told.insert(entry.id).inserted { try await writer.write(entry.event) }
                case .heartbeat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    private enum Beat: Sendable {
        case entry(TimelineEntry)
        case heartbeat
    }

    /// The entries, with heartbeats in between.
    private static func beats(
        _ entries: AsyncStream<TimelineEntry>, every interval: Duration
    ) -> AsyncStream<Beat> {
        AsyncStream(bufferingPolicy: .bufferingNewest(500)) { continuation in
            let entries = Task {
                for await entry in entries { continuation.yield(.entry(entry)) }
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
        ByteBuffer(string: "event: timeline\nid: \(id.uuidString.lowercased())\ndata: \(json.text())\n\n")
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID: HTTPField.Name = {
        guard let name = HTTPField.Name("Last-Event-ID") else { preconditionFailure("Last-Event-ID is a field name") }
        return name
    }()
}
