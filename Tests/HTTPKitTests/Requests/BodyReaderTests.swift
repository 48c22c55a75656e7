import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization
import Testing

@testable import HTTPKit

@Suite(.timeLimit(.minutes(10))) struct BodyReaderTests {
    private func request(_ body: RequestBody, announced: Int? = nil) -> Request {
        var head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/api/v1/alerts")
        if let announced { head.headerFields[.contentLength] = "\(announced)" }
        return Request(head: head, body: body)
    }

    private func problem(_ body: () async throws -> Void) async -> Problem? {
        do {
            try await body()
            return nil
        } catch {
            return error as? Problem
        }
    }

    @Test func bodiesInMemoryHaveOneLimitTogether() async throws {
        let reader = BodyReader(capacity: 100)
        let (slow, source) = RequestBody.makeStream()
        let (entered, gate) = AsyncStream<Void>.makeStream()
        let first = Task {
            try await reader.withBody(of: request(slow, announced: 80), limit: 100) { body in
                gate.yield()
                return body.count
            }
        }
        await source.yield(ByteBuffer(repeating: 1, count: 40))
        // The slow one holds its room from the beginning; what does not fit beside it is read and not kept.
        let (other, rest) = RequestBody.makeStream()
        let second = Task { await problem { try await reader.withBody(of: request(other), limit: 100) { _ in } } }
        await rest.yield(ByteBuffer(repeating: 2, count: 60))
        rest.finish()
        let refusal = await second.value
        #expect(refusal?.status == .serviceUnavailable)
        #expect(refusal?.headers[.retryAfter] != nil)
        await source.yield(ByteBuffer(repeating: 1, count: 40))
        source.finish()
        for await _ in entered { break }
        #expect(try await first.value == 80)
        // Its room is free again.
        let third = try await reader.withBody(of: request(RequestBody(buffer: ByteBuffer(string: "{}"))), limit: 100) {
            $0.count
        }
        #expect(third == 2)
    }

    @Test(arguments: [true, false]) func aBodyEndsAtItsLimit(isAnnounced: Bool) async throws {
        let reader = BodyReader()
        let body = RequestBody(buffer: ByteBuffer(repeating: 1, count: 101))
        let refusal = await problem {
            try await reader.withBody(of: request(body, announced: isAnnounced ? 101 : nil), limit: 100) { _ in
                _ = Issue.record("it was used")
            }
        }
        #expect(refusal?.status == .contentTooLarge)
        #expect(refusal?.headers[.connection] == "close")
    }
}
