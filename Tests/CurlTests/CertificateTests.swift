import LoopbackServers
import Testing

@testable import Curl

/// Against `openssl s_server` with certificates of a private authority.
@Suite(.timeLimit(.minutes(10))) struct CertificateTests {
    private let loopback = [CIDR("127.0.0.0/8")].compactMap { $0 }

    private func get(_ server: TLSServer, caFile: String?) async throws(CurlError) -> HTTPResponse {
        let client = CurlClient(policy: OutboundPolicy(allowedNetworks: loopback, caFile: caFile))
        return try await client.send(HTTPRequest("GET", "https://127.0.0.1:\(server.port)/"))
    }

    @Test func theRightAuthorityIsTrusted() async throws {
        let authority = try CertificateAuthority()
        defer { authority.remove() }
        try authority.issue("good", for: "IP:127.0.0.1")
        #expect(try await get(TLSServer(authority, "good", "-www"), caFile: authority.caFile).status == 200)
    }

    @Test(arguments: [("other", "DNS:other.example.org", 1), ("expired", "IP:127.0.0.1", -1)])
    func certificatesThatDoNotFitAreRefused(name: String, subject: String, days: Int) async throws {
        let authority = try CertificateAuthority()
        defer { authority.remove() }
        try authority.issue(name, for: subject, days: days)
        let server = try TLSServer(authority, name, "-www")
        let error = await #expect(throws: CurlError.self) { try await get(server, caFile: authority.caFile) }
        #expect(error?.code == .certificate)
        #expect(error?.wasSent == false)
    }

    @Test func anUnknownAuthorityIsRefused() async throws {
        let authority = try CertificateAuthority()
        defer { authority.remove() }
        try authority.issue("good", for: "IP:127.0.0.1")
        let server = try TLSServer(authority, "good", "-www")
        let error = await #expect(throws: CurlError.self) { try await get(server, caFile: nil) }
        #expect(error?.code == .certificate)
        let missing = await #expect(throws: CurlError.self) { try await get(server, caFile: "/nowhere/ca.pem") }
        #expect(missing?.code == .certificate)
    }

    @Test func oldTLSIsRefused() async throws {
        let authority = try CertificateAuthority()
        defer { authority.remove() }
        try authority.issue("good", for: "IP:127.0.0.1")
        let server = try TLSServer(authority, "good", "-www", "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0")
        let error = await #expect(throws: CurlError.self) { try await get(server, caFile: authority.caFile) }
        #expect(error?.code == .tls)
    }

    @Test(arguments: [SMTPServer.Security.starttls, .tls])
    func mailServersAreVerified(security: SMTPServer.Security) async throws {
        let authority = try CertificateAuthority()
        defer { authority.remove() }
        try authority.issue("other", for: "DNS:other.example.org")
        let server = try TLSServer(authority, "other")
        let upgrading = try MailServer(MailServer.Behaviour(extensions: ["STARTTLS"], tlsPort: server.port))
        let port = security == .tls ? server.port : upgrading.server.port
        let client = CurlClient(policy: OutboundPolicy(allowedNetworks: loopback))
        let relay = SMTPServer(
            host: "127.0.0.1", port: port, security: security, user: "muster", password: "hunter22",
            caFile: authority.caFile)
        let mail = MailMessage(from: "muster@example.org", to: ["primary-oncall@example.org"], content: [])
        let error = await #expect(throws: CurlError.self) { try await client.send(mail, via: relay) }
        #expect(error?.code == .certificate)
        #expect(error?.wasSent == false)
        #expect(!upgrading.lines.contains { $0.hasPrefix("AUTH") })
    }
}
