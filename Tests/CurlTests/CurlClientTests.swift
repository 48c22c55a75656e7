import LoopbackServers
import Testing

@testable import Curl

/// A client that may speak to the test servers, and the usual question.
private let loopback = OutboundPolicy(allowedNetworks: [CIDR("127.0.0.0/8")].compactMap { $0 })

private func failure<Value>(_ body: () async throws -> Value) async throws -> CurlError {
    let error = await #expect(throws: CurlError.self) { _ = try await body() }
    return try #require(error)
}

@Suite(.timeLimit(.minutes(10))) struct CurlClientTests {
    let client = CurlClient(policy: loopback, userAgent: "muster-test")

    @Test func sendsAndReceives() async throws {
        let server = try HTTPServer { .answer("201 Created", ["X-One: 1", "x-one: 2"], body: "got \($0.body.count)") }
        var request = HTTPRequest(
            "POST", "\(server.url)/a?b=c", headers: ["Content-Type": "application/json", "X-Empty": ""],
            body: Array("{\"a\":1}".utf8))
        request.authorize(bearer: "token")
        let response = try await client.send(request)
        #expect(response.status == 201)
        #expect(response.version == .http1)
        #expect(response.headers.all("X-ONE") == ["1", "2"])
        #expect(String(decoding: response.body, as: UTF8.self) == "got 7")
        let received = try #require(server.requests.first)
        #expect(received.line == "POST /a?b=c HTTP/1.1")
        #expect(received.headers["Authorization"] == "Bearer token")
        #expect(received.headers["User-Agent"] == "muster-test")
        #expect(received.headers.all("Content-Type") == ["application/json"])
        #expect(received.headers["X-Empty"] == "")
        #expect(received.headers["Expect"] == nil)
    }

    @Test(arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
    func methodsWithoutBody(method: String) async throws {
        let server = try HTTPServer { .answer("200 OK", body: $0.method) }
        let response = try await client.send(HTTPRequest(method, server.url))
        #expect(String(decoding: response.body, as: UTF8.self) == (method == "HEAD" ? "" : method))
        let received = try #require(server.requests.first)
        #expect(received.method == method)
        #expect(received.headers["Content-Type"] == nil)
        #expect((received.headers["Content-Length"] == "0") == ["POST", "PUT", "PATCH"].contains(method))
    }

    @Test func aLargeBodyArrivesWhole() async throws {
        let server = try HTTPServer { .answer("200 OK", body: "\($0.body.count) \($0.body.last ?? 0)") }
        let body = [UInt8](repeating: 7, count: 3_000_000)
        let response = try await client.send(HTTPRequest("PUT", server.url, body: body))
        #expect(String(decoding: response.body, as: UTF8.self) == "3000000 7")
    }

    @Test func anyStatusIsAResponse() async throws {
        let server = try HTTPServer { _ in .answer("429 Too Many Requests", ["Retry-After: 17"]) }
        let response = try await client.send(HTTPRequest("GET", server.url))
        #expect(response.status == 429)
        #expect(!response.isSuccess)
        #expect(response.retryAfter == .seconds(17))
    }

    @Test func interimResponsesDoNotCount() async throws {
        let server = try HTTPServer { _ in
            .raw("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
        let response = try await client.send(HTTPRequest("GET", server.url))
        #expect(response.status == 200)
        #expect(response.headers["Link"] == nil)
    }

    @Test func connectionsAreKeptAndBounded() async throws {
        let server = try HTTPServer { _ in .answer("200 OK") }
        let client = CurlClient(policy: loopback, maximumConnectionsPerHost: 3)
        for _ in 0..<5 { _ = try await client.send(HTTPRequest("GET", server.url)) }
        #expect(server.server.connections == 1)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<200 { group.addTask { try await client.send(HTTPRequest("POST", server.url)).status } }
            for try await status in group { #expect(status == 200) }
        }
        #expect(server.server.connections <= 3)
        #expect(server.requests.count == 205)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 5000),
        "HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 80_000) + "\r\n\r\n",
    ])
    func responsesAreBounded(answer: String) async throws {
        let server = try HTTPServer { _ in .raw(answer) }
        let error = try await failure {
            try await client.send(HTTPRequest("GET", server.url, maximumResponseBytes: 1000))
        }
        #expect(error.code == .responseTooLarge)
        #expect(error.wasSent)
        #expect(!error.isRetriable)
    }

    @Test(arguments: [HTTPServer.Reply.hang, .raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab")])
    func anUnfinishedAnswerFails(reply: HTTPServer.Reply) async throws {
        let server = try HTTPServer { _ in reply }
        let error = try await failure {
            try await client.send(HTTPRequest("POST", server.url, deadline: .milliseconds(300)))
        }
        if case .hang = reply { #expect(error.code == .timeout) } else { #expect(error.code == .connectionLost) }
        #expect(error.wasSent)
        #expect(error.isRetriable)
    }

    @Test func waitingForAConnectionCountsToTheDeadline() async throws {
        let server = try HTTPServer { _ in .hang }
        let client = CurlClient(policy: loopback, maximumConnectionsPerHost: 1)
        let first = Task { try await client.send(HTTPRequest("GET", server.url, deadline: .milliseconds(600))) }
        let second = Task { try await client.send(HTTPRequest("GET", "\(server.url)/2", deadline: .milliseconds(300))) }
        let error = try await failure { try await second.value }
        #expect(error.code == .timeout)
        _ = try await failure { try await first.value }
    }

    @Test func nothingListeningIsNotSent() async throws {
        let port = try LoopbackServer { _ in }.port
        let error = try await failure { try await client.send(HTTPRequest("POST", "http://127.0.0.1:\(port)/")) }
        #expect(error.code == .connect)
        #expect(!error.wasSent)
        #expect(error.isRetriable)
    }

    @Test func unknownHostIsNotSent() async throws {
        let error = try await failure { try await client.send(HTTPRequest("POST", "https://nowhere.invalid/")) }
        #expect(error.code == .resolve)
        #expect(!error.wasSent)
    }

    @Test func notHTTPIsAProtocolViolation() async throws {
        let server = try HTTPServer { _ in .raw("SSH-2.0-OpenSSH\r\n") }
        let error = try await failure { try await client.send(HTTPRequest("GET", server.url)) }
        #expect(error.code == .protocolViolation)
    }

    /// The server may have acted on a request whose connection then ended.
    @Test(arguments: [("POST", 1), ("GET", 2)])
    func onlyIdempotentRequestsAreRepeated(method: String, times: Int) async throws {
        let server = try HTTPServer { $0.path == "/first" ? .answer("200 OK") : .drop }
        _ = try await client.send(HTTPRequest("GET", "\(server.url)/first"))
        let error = try await failure { try await client.send(HTTPRequest(method, "\(server.url)/second")) }
        #expect(error.code == .connectionLost)
        #expect(error.wasSent)
        #expect(server.requests.count { $0.path == "/second" } == times)
    }

    @Test func cancellingEndsTheTransfer() async throws {
        let (arrived, arrive) = AsyncStream.makeStream(of: Void.self)
        let (left, leave) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { peer in
            _ = peer.readLine()
            arrive.yield()
            peer.waitForEnd()
            leave.yield()
        }
        let task = Task { try await client.send(HTTPRequest("GET", server.url, deadline: .seconds(50))) }
        for await _ in arrived { break }
        task.cancel()
        let error = try await failure { try await task.value }
        #expect(error.code == .cancelled)
        #expect(error.wasSent)
        for await _ in left { break }
    }

    @Test func aCancelledTaskSendsNothing() async throws {
        let server = try HTTPServer { _ in .answer("200 OK") }
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await client.send(HTTPRequest("GET", server.url))
        }
        let error = try await failure { try await task.value }
        #expect(error.code == .cancelled)
        #expect(!error.wasSent)
        #expect(server.requests.isEmpty)
    }

    @Test func ignoresTheEnvironmentsProxyAndUsesTheConfiguredOne() async throws {
        let proxy = try HTTPServer { .answer("200 OK", body: $0.line) }
        let policy = OutboundPolicy(plainHTTPHosts: ["tickets.example.org"], proxy: proxy.url)
        let client = CurlClient(policy: policy)
        let response = try await client.send(HTTPRequest("GET", "http://tickets.example.org/a"))
        let line = String(decoding: response.body, as: UTF8.self)
        #expect(line == "GET http://tickets.example.org/a HTTP/1.1")
        let error = try await failure { try await client.send(HTTPRequest("GET", "https://10.0.0.1/")) }
        #expect(error.code == .destinationRefused)
    }
}
