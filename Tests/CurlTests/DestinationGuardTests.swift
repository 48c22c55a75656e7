import LoopbackServers
import Testing

@testable import Curl

@Suite(.timeLimit(.minutes(10))) struct DestinationGuardTests {
    private let loopback = [CIDR("127.0.0.0/8")].compactMap { $0 }

    private func refusal(_ policy: OutboundPolicy, _ url: String, redirects: Int = 0) async throws -> CurlError {
        let error = await #expect(throws: CurlError.self) {
            try await CurlClient(policy: policy).send(
                HTTPRequest("GET", url, deadline: .seconds(60), followsRedirects: redirects))
        }
        #expect(error?.code == .destinationRefused)
        #expect(error?.isRetriable == false)
        return try #require(error)
    }

    @Test(arguments: ["localhost", "127.0.0.1", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433"])
    func noConnectionIsOpenedToReservedAddresses(host: String) async throws {
        let server = try HTTPServer { _ in .answer("200 OK") }
        let error = try await refusal(OutboundPolicy(), "http://\(host):\(server.server.port)/")
        #expect(!error.wasSent)
        #expect(server.server.connections == 0)
        #expect(error.detail.contains("MUSTER_OUTBOUND_ALLOW"), "says what lets it pass: \(error.detail)")
    }

    @Test(arguments: ["https://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "https://[fd00:ec2::254]/"])
    func numericAddressesAreRefusedAtOnce(url: String) async throws {
        _ = try await refusal(OutboundPolicy(), url)
    }

    @Test func anAllowedHostMayBeInside() async throws {
        let server = try HTTPServer { _ in .answer("200 OK") }
        let client = CurlClient(policy: OutboundPolicy(allowedHosts: ["localhost"]))
        #expect(try await client.send(HTTPRequest("GET", "http://localhost:\(server.server.port)/")).status == 200)
    }

    @Test func plainHTTPNeedsPermission() async throws {
        let error = try await refusal(OutboundPolicy(), "http://tickets.example.org/")
        #expect(error.detail.contains("without TLS"))
    }

    @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "smtp://127.0.0.1/", "ftp://127.0.0.1/"])
    func otherSchemesAreRefused(url: String) async throws {
        let error = await #expect(throws: CurlError.self) {
            try await CurlClient(policy: OutboundPolicy(allowedNetworks: loopback)).send(HTTPRequest("GET", url))
        }
        #expect(error?.code == .invalidRequest)
    }

    @Test func redirectsAreOnlyFollowedWhenAsked() async throws {
        let server = try HTTPServer { $0.path == "/a" ? .answer("302 Found", ["Location: /b"]) : .answer("200 OK") }
        let client = CurlClient(policy: OutboundPolicy(allowedNetworks: loopback))
        #expect(try await client.send(HTTPRequest("GET", "\(server.url)/a")).status == 302)
        #expect(
            try await client.send(HTTPRequest("GET", "\(server.url)/a", deadline: .seconds(60), followsRedirects: 1))
                .status == 200)
    }

    @Test func redirectsAreCounted() async throws {
        let server = try HTTPServer { _ in .answer("302 Found", ["Location: /"]) }
        let client = CurlClient(policy: OutboundPolicy(allowedNetworks: loopback))
        let error = await #expect(throws: CurlError.self) {
            try await client.send(HTTPRequest("GET", server.url, deadline: .seconds(60), followsRedirects: 3))
        }
        #expect(error?.code == .tooManyRedirects)
        #expect(server.requests.count == 4)
    }

    @Test func eachHopIsGuarded() async throws {
        let inside = try HTTPServer { _ in .answer("200 OK") }
        let location = "Location: http://localhost:\(inside.server.port)/"
        let outside = try HTTPServer { _ in .answer("302 Found", [location]) }
        let policy = OutboundPolicy(allowedNetworks: [CIDR("127.0.0.1/32")].compactMap { $0 })
        let client = CurlClient(policy: policy)
        #expect(
            try await client.send(HTTPRequest("GET", outside.url, deadline: .seconds(60), followsRedirects: 1)).status
                == 200)
        let metadata = try HTTPServer { _ in .answer("302 Found", ["Location: http://127.0.0.2:1/"]) }
        let error = try await refusal(policy, metadata.url, redirects: 1)
        #expect(error.wasSent)
    }

    @Test func authorizationStaysWithItsHost() async throws {
        let other = try HTTPServer { _ in .answer("200 OK") }
        let first = try HTTPServer { request in
            request.path == "/a"
                ? .answer("307 Moved", ["Location: /b"]) : .answer("307 Moved", ["Location: \(other.url)/c"])
        }
        var request = HTTPRequest("GET", "\(first.url)/a", deadline: .seconds(60), followsRedirects: 2)
        request.authorize(bearer: "token")
        let client = CurlClient(policy: OutboundPolicy(allowedNetworks: loopback))
        #expect(try await client.send(request).status == 200)
        #expect(first.requests.map { $0.headers["Authorization"] } == ["Bearer token", "Bearer token"])
        #expect(other.requests.map { $0.headers["Authorization"] } == [nil])
    }
}
