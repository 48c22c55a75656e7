import Encodings
import FoundationEssentials
import IncidentStore
import NIOCore
import Synchronization
import Testing

@testable import HTTPKit

@Suite struct TimelineStreamTests {
    private static let entries = (0..<2500).map { number in
        TimelineEntry(id: .v7(), at: Date(), kind: .changed, actor: "a", text: "line \(number)")
    }

    private static func page(after last: UUID?) -> Page<TimelineEntry> {
        let start = last.flatMap { id in entries.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        let items = Array(entries[start...].prefix(1000))
        return Page(items: items, nextCursor: start + items.count < entries.count ? "more" : nil)
    }

    /// What is written, line by line of the timeline, heartbeats left out.
    private func told(live: [TimelineStream.Beat]) async throws -> [String] {
        let (stream, continuation) = AsyncStream.makeStream(of: TimelineStream.Beat.self)
        for beat in live { continuation.yield(beat) }
        continuation.finish()
        var events: [String] = []
        try await TimelineStream.tell(Self.page(after: nil), then: { Self.page(after: $0) }, live: stream) {
            events.append(String(buffer: $0))
        }
        return events.compactMap { event in
            event.firstRange(of: "\"text\":\"").map { range in String(event[range.upperBound...].prefix { $0 != "\"" })
            }
        }
    }

    @Test func aWatcherFarBehindMissesNothing() async throws {
        #expect(try await told(live: []) == Self.entries.map(\.text))
    }

    @Test func whatHappensMeanwhileIsToldOnce() async throws {
        let new = TimelineEntry(id: .v7(), at: Date(), kind: .status, actor: "a", text: "new")
        let live: [TimelineStream.Beat] = [.entry(Self.entries[1200]), .heartbeat, .entry(new), .entry(new)]
        #expect(try await told(live: live) == Self.entries.map(\.text) + ["new"])
    }

    /// An empty line behind it would be an event without data to some clients.
    @Test func aHeartbeatIsALineAlone() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: TimelineStream.Beat.self)
        continuation.yield(.heartbeat)
        continuation.finish()
        var written: [String] = []
        try await TimelineStream.tell(
            Page(items: [], nextCursor: nil), then: { _ in Self.page(after: nil) }, live: stream
        ) {
            written.append(String(buffer: $0))
        }
        #expect(written == [": still here\n"])
    }

    /// Of a watcher who is too slow the stream ends behind a whole beginning: what follows the last entry can be asked for.
    @Test func whoIsTooSlowHasAWholeBeginning() async throws {
        // Nothing is taken before more was asked for than there is room.
        let (isFull, full) = AsyncStream.makeStream(of: Void.self)
        let asked = Mutex(0)
        let entries = AsyncStream<TimelineEntry> {
            let number = asked.withLock { asked in
                asked += 1
                return asked
            }
            if number == 9 { full.finish() }
            return number > 20 ? nil : Self.entries[number - 1]
        }
        let beats = TimelineStream.beats(entries, every: .seconds(3600), buffer: 8)
        for await _ in isFull {}
        var told: [String] = []
        for await beat in beats {
            if case .entry(let entry) = beat { told.append(entry.text) }
        }
        #expect(told == Self.entries.prefix(told.count).map(\.text))
        #expect(!told.isEmpty)
    }
}
