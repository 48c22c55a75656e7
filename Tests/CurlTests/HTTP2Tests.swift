import Foundation
import LoopbackServers
import Synchronization
import Testing

@testable import Curl

/// Against nginx over TLS, with a certificate of a private authority.
@Suite(.enabled(if: WebServer.isInstalled, "needs nginx, which ops/test installs"), .timeLimit(.minutes(10)))
struct HTTP2Tests {
    /// Requests that are answered only when all of them are there.
    private final class Crowd: Sendable {
        private let present = Mutex(0)
        private let size: Int

        init(size: Int) { self.size = size }

        /// - Returns: whether everybody came.
        func join() -> Bool {
            present.withLock { $0 += 1 }
            let deadline = ContinuousClock.now + .seconds(60)
            while present.withLock({ $0 }) < size {
                guard ContinuousClock.now < deadline else { return false }
                usleep(5000)
            }
            return true
        }
    }

    /// Runs a test with a web server in front of a handler.
    private func with(
        _ handler: @escaping @Sendable (HTTPServer.Request) -> HTTPServer.Reply = { .answer("200 OK", body: $0.path) },
        _ body: (CurlClient, WebServer, HTTPServer) async throws -> Void
    ) async throws {
        let authority = try CertificateAuthority()
        defer { authority.remove() }
        let origin = try HTTPServer(handler)
        let web = try WebServer(authority, passingOnTo: origin.server.port)
        let policy = OutboundPolicy(
            allowedNetworks: [CIDR("127.0.0.0/8")].compactMap { $0 }, caFile: authority.caFile)
        try await body(CurlClient(policy: policy), web, origin)
    }

    private func failure(_ body: () async throws -> HTTPResponse) async throws -> CurlError {
        let error = await #expect(throws: CurlError.self) { _ = try await body() }
        return try #require(error)
    }

    @Test func manyRequestsAtOnceShareOneConnection() async throws {
        let crowd = Crowd(size: 60)
        try await with({ request in crowd.join() ? .answer("200 OK", body: request.path) : .drop }) { client, web, _ in
            try await withThrowingTaskGroup(of: (Int, HTTPResponse).self) { group in
                for number in 0..<60 {
                    let request = HTTPRequest(
                        "POST", "\(web.url())/\(number)", body: [1, 2, 3], deadline: .seconds(90))
                    group.addTask { (number, try await client.send(request)) }
                }
                for try await (number, response) in group {
                    #expect(response.status == 200 && response.version == .http2)
                    #expect(String(decoding: response.body, as: UTF8.self) == "/\(number)")
                }
            }
            #expect(web.connections() == 1)
        }
    }

    @Test func aBodyLargerThanAnyWindowArrivesWhole() async throws {
        try await with({ .answer("200 OK", body: String(repeating: "x", count: $0.body.count)) }) { client, web, _ in
            let body = [UInt8](repeating: 120, count: 900_000)
            let response = try await client.send(
                HTTPRequest("PUT", "\(web.url())/", body: body, deadline: .seconds(60)))
            #expect(response.body == body)
            #expect(response.version == .http2)
        }
    }

    @Test func aServerWithoutItIsSpokenToOverHTTP1() async throws {
        try await with { client, web, _ in
            for _ in 0..<3 {
                let response = try await client.send(HTTPRequest("GET", "\(web.url(.http1))/a"))
                #expect(response.status == 200 && response.version == .http1)
            }
            #expect(web.connections(.http1) == 1)
            #expect(try await client.send(HTTPRequest("GET", "\(web.url())/a")).version == .http2)
        }
    }

    /// Breaks off in the middle of an answer; nginx resets the stream, as it does by itself at `/refused`.
    @Sendable private static func half(_ request: HTTPServer.Request) -> HTTPServer.Reply {
        request.path == "/half" ? .raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab") : .answer("200 OK")
    }

    /// Without an answer, or in the middle of one.
    @Test(arguments: ["/refused", "/half"])
    func aStreamThatIsResetEndsItsRequestAndNotTheConnection(path: String) async throws {
        try await with(Self.half) { client, web, _ in
            let error = try await failure { try await client.send(HTTPRequest("POST", "\(web.url())\(path)")) }
            #expect(error.code == .connectionLost)
            #expect(error.wasSent)
            #expect(error.isRetriable)
            #expect(try await client.send(HTTPRequest("GET", "\(web.url())/next")).version == .http2)
            #expect(web.connections() == 1)
        }
    }

    /// libcurl 7.88 does not look at a stream that was reset in the middle of an answer before something else arrives on the
    /// connection, while there are others on it: then it is the deadline that ends the request.
    @Test(arguments: ["/refused", "/half"])
    func aStreamThatIsResetLeavesOthersAlone(path: String) async throws {
        let crowd = Crowd(size: 2)
        let (arrivals, arrival) = AsyncStream<Void>.makeStream()
        let handler: @Sendable (HTTPServer.Request) -> HTTPServer.Reply = { request in
            guard request.path == "/slow" else { return Self.half(request) }
            arrival.finish()
            return crowd.join() ? .answer("200 OK", body: "late") : .drop
        }
        try await with(handler) { client, web, _ in
            let request = HTTPRequest("GET", "\(web.url())/slow", deadline: .seconds(90))
            let slow = Task { try await client.send(request) }
            for await _ in arrivals {}
            let error = try await failure {
                try await client.send(HTTPRequest("POST", "\(web.url())\(path)", deadline: .seconds(3)))
            }
            #expect([.connectionLost, .timeout].contains(error.code))
            #expect(error.wasSent)
            #expect(error.isRetriable)
            #expect(try await client.send(HTTPRequest("GET", "\(web.url())/next")).version == .http2)
            _ = crowd.join()
            #expect(String(decoding: try await slow.value.body, as: UTF8.self) == "late")
            #expect(web.connections() == 1)
        }
    }

    /// Each request is made once, although the server ends connections between them.
    @Test func aGoodbyeCostsAConnectionAndNoRequest() async throws {
        try await with { client, web, origin in
            for number in 0..<20 {
                let response = try await client.send(HTTPRequest("POST", "\(web.url(.brief))/\(number)"))
                #expect(response.status == 200 && response.version == .http2)
            }
            #expect(web.connections(.brief) >= 20 / WebServer.patience)
            #expect(origin.requests.map(\.path) == (0..<20).map { "/\($0)" })
        }
    }

    /// A connection that ends while others wait for it is an error like any other: the request is worth another try.
    @Test func aGoodbyeAmongManyRequestsLosesNone() async throws {
        try await with { client, web, origin in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<60 {
                    let request = HTTPRequest("PUT", "\(web.url(.brief))/\(number)", deadline: .seconds(60))
                    group.addTask {
                        try await repeating { () throws(CurlError) in try await client.send(request).status }
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
            #expect(Set(origin.requests.map(\.path)).count == 60)
        }
    }

    /// Tries again while that makes sense.
    private func repeating(_ body: () async throws(CurlError) -> Int) async throws -> Int {
        for _ in 0..<60 {
            do throws(CurlError) {
                return try await body()
            } catch {
                guard error.isRetriable else { throw error }
            }
        }
        return try await body()
    }

    @Test func afterAServersDeathTheNextRequestWorks() async throws {
        let (arrivals, arrival) = AsyncStream<Void>.makeStream()
        let handler: @Sendable (HTTPServer.Request) -> HTTPServer.Reply = { request in
            guard request.path == "/hang" else { return .answer("200 OK") }
            arrival.finish()
            return .hang
        }
        try await with(handler) { client, web, _ in
            let url = web.url()
            let hanging = Task { try await client.send(HTTPRequest("POST", "\(url)/hang", deadline: .seconds(60))) }
            for await _ in arrivals {}
            web.kill()
            let error = try await failure { try await hanging.value }
            #expect(error.code == .connectionLost)
            #expect(error.wasSent)
            #expect(error.isRetriable)
            let refused = try await failure { try await client.send(HTTPRequest("POST", "\(url)/")) }
            #expect(!refused.wasSent)
            #expect(refused.isRetriable)
            try web.start()
            let response = try await client.send(HTTPRequest("POST", "\(url)/"))
            #expect(response.status == 200 && response.version == .http2)
        }
    }

    @Test func aConnectionThatDiedUnnoticedIsReplaced() async throws {
        try await with { client, web, _ in
            #expect(try await client.send(HTTPRequest("GET", "\(web.url())/")).version == .http2)
            web.kill()
            try web.start()
            #expect(try await client.send(HTTPRequest("GET", "\(web.url())/")).version == .http2)
            #expect(web.connections() == 2)
        }
    }
}
