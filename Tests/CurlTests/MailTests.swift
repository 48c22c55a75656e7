import LoopbackServers
import Testing

@testable import Curl

@Suite(.timeLimit(.minutes(10))) struct MailTests {
    private let client = CurlClient(policy: OutboundPolicy(allowedNetworks: [CIDR("127.0.0.0/8")].compactMap { $0 }))
    private let mail = MailMessage(
        from: "muster@example.org", to: ["primary-oncall@example.org", "secondary-oncall@example.org"],
        content: Array("Subject: page\n\n.dot\n.\nend".utf8), deadline: .seconds(20))

    private func relay(
        _ server: MailServer, security: SMTPServer.Security = .none, password: String? = nil,
        name: ClientName? = ClientName("muster.example.org")
    ) -> SMTPServer {
        SMTPServer(
            host: "127.0.0.1", port: server.server.port, security: security, user: password.map { _ in "muster" },
            password: password, clientName: name ?? .ofThisHost)
    }

    private func refusal(_ behaviour: MailServer.Behaviour, password: String? = nil) async throws -> CurlError {
        let server = try MailServer(behaviour)
        let error = await #expect(throws: CurlError.self) {
            try await client.send(mail, via: relay(server, password: password))
        }
        return try #require(error)
    }

    @Test func deliversToAllRecipients() async throws {
        let server = try MailServer()
        try await client.send(mail, via: relay(server))
        let lines = server.lines
        #expect(lines.first == "EHLO muster.example.org")
        #expect(lines.contains { $0.hasPrefix("MAIL FROM:<muster@example.org>") })
        #expect(lines.contains("RCPT TO:<primary-oncall@example.org>"))
        #expect(lines.contains("RCPT TO:<secondary-oncall@example.org>"))
        // A leading dot is doubled (RFC 5321 section 4.5.2), so that no line of the mail ends it.
        #expect(lines.suffix(5) == ["Subject: page", "", "..dot", "..", "end"])
    }

    @Test(arguments: ["muster.example.org", "[192.0.2.1]", "[IPv6:2001:db8::1]"])
    func introducesItselfAsItIsTold(_ name: String) async throws {
        let server = try MailServer()
        try await client.send(mail, via: relay(server, name: ClientName(name)))
        #expect(server.lines.first == "EHLO \(name)")
    }

    /// Postfix with `reject_non_fqdn_helo_hostname` answers 504 to a name without a dot and to `localhost`.
    @Test func saysTheHostsNameUnlessToldOtherwise() async throws {
        let server = try MailServer()
        try await client.send(mail, via: SMTPServer(host: "127.0.0.1", port: server.server.port, security: .none))
        #expect(server.lines.first == "EHLO \(ClientName.ofThisHost)")
    }

    @Test func keepsTheConnection() async throws {
        let server = try MailServer()
        for _ in 0..<3 { try await client.send(mail, via: relay(server)) }
        #expect(server.server.connections == 1)
        #expect(server.lines.count { $0 == "DATA" } == 3)
    }

    @Test func authenticates() async throws {
        let server = try MailServer()
        try await client.send(mail, via: relay(server, password: "hunter22"))
        #expect(server.lines.contains { $0.hasPrefix("AUTH PLAIN") })
    }

    @Test(arguments: [("MAIL", 451), ("RCPT", 550), ("DATA", 421), (".", 552), (".", 452)])
    func refusalsCarryTheReply(command: String, reply: Int) async throws {
        let error = try await refusal(MailServer.Behaviour(replies: [command: "\(reply) not now"]))
        #expect(error.code == .smtp(reply))
        #expect(!error.wasSent)
        #expect(error.isRetriable == (reply < 500))
        #expect(error.detail.contains("not now"))
    }

    @Test func refusedPasswordIsNotRepeated() async throws {
        let replies = ["AUTH": "535 hunter22 is wrong"]
        let error = try await refusal(MailServer.Behaviour(replies: replies), password: "hunter22")
        #expect(error.code == .smtp(535))
        #expect(!error.isRetriable)
        #expect(!"\(error)".contains("hunter22"))
    }

    /// The server may have taken over the mail before it died.
    @Test func deathAfterTheMailMayHaveSentIt() async throws {
        var behaviour = MailServer.Behaviour()
        behaviour.dropsAfterData = true
        let error = try await refusal(behaviour)
        #expect(error.code == .connectionLost)
        #expect(error.wasSent)
    }

    @Test func withoutSTARTTLSNothingIsSaid() async throws {
        let server = try MailServer()
        let error = await #expect(throws: CurlError.self) {
            try await client.send(mail, via: relay(server, security: .starttls, password: "hunter22"))
        }
        #expect(error?.code == .tls)
        #expect(error?.wasSent == false)
        #expect(!server.lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
    }

    @Test func clearTextIsForLoopbackOnly() async throws {
        let open = CurlClient(policy: OutboundPolicy(allowedNetworks: [CIDR("0.0.0.0/0")].compactMap { $0 }))
        let relay = SMTPServer(host: "192.0.2.1", port: 25, security: .none)
        let error = await #expect(throws: CurlError.self) { try await open.send(mail, via: relay) }
        #expect(error?.code == .destinationRefused)
        let named = SMTPServer(host: "mail.example.org", port: 25, security: .none)
        let other = await #expect(throws: CurlError.self) { try await open.send(mail, via: named) }
        #expect(other?.code == .destinationRefused)
    }

    @Test func theGuardHoldsForMail() async throws {
        let server = try MailServer()
        let error = await #expect(throws: CurlError.self) {
            try await CurlClient().send(mail, via: SMTPServer(host: "localhost", port: server.server.port))
        }
        #expect(error?.code == .destinationRefused)
        #expect(server.server.connections == 0)
    }
}
