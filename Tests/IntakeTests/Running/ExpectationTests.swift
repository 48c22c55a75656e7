import Foundation
import LoopbackServers
import TestServers
import Testing

@testable import Intake

/// `Expect: 100-continue` (RFC 9110, section 10.1.1), as its bytes are.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ExpectationTests {
    private let body = #"{"title":"Checkout fails"}"#

    private func head(length: Int, key: String? = IntakeProcess.key, expectation: String = "100-Continue") -> String {
        var lines = [
            "POST /api/v1/incidents HTTP/1.1", "Host: muster", "Content-Type: application/json",
            "Content-Length: \(length)", "Expect: \(expectation)",
        ]
        if let key { lines.append("Authorization: Bearer \(key)") }
        return lines.joined(separator: "\r\n") + "\r\n\r\n"
    }

    /// Reads an answer's head; its body is left.
    private func answer(_ peer: Peer) -> [String] {
        var lines: [String] = []
        while let line = peer.readLine(), !line.isEmpty { lines.append(line) }
        return lines
    }

    private func converse<Result>(_ intake: IntakeProcess, _ body: (Peer) throws -> Result) throws -> Result {
        let port = try #require(intake.url.split(separator: ":").last.flatMap { Int($0) })
        return try #require(try Peer.withConnection(to: port, body))
    }

    @Test func aClientIsToldToSendItsBody() async throws {
        try await IntakeProcess.run { intake in
            for _ in 0..<2 {
                try converse(intake) { peer in
                    peer.write(head(length: body.utf8.count))
                    #expect(answer(peer) == ["HTTP/1.1 100 Continue"])
                    peer.write(body)
                    let created = answer(peer)
                    #expect(created.first == "HTTP/1.1 201 Created")
                    #expect(!created.contains { $0.lowercased() == "connection: close" })
                    // The connection goes on.
                    let length = created.first { $0.lowercased().hasPrefix("content-length: ") }?.dropFirst(16)
                    _ = peer.read(try #require(length.flatMap { Int($0) }))
                    peer.write("GET /healthz HTTP/1.1\r\nHost: muster\r\n\r\n")
                    #expect(answer(peer).first == "HTTP/1.1 200 OK")
                }
            }
        }
    }

    /// It need not send what nobody reads.
    @Test(arguments: [(1 << 30, true, 413), (26, false, 401)])
    func aClientThatIsRefusedByItsHeadIsNotAskedForMore(length: Int, hasKey: Bool, status: Int) async throws {
        try await IntakeProcess.run { intake in
            try converse(intake) { peer in
                peer.write(head(length: length, key: hasKey ? IntakeProcess.key : nil))
                let refused = answer(peer)
                #expect(refused.first?.hasPrefix("HTTP/1.1 \(status) ") == true)
                #expect(refused.contains { $0.lowercased() == "connection: close" })
            }
        }
    }

    /// What Muster does not know is not expected of it (a server may answer 417, and need not).
    @Test func anotherExpectationIsIgnored() async throws {
        try await IntakeProcess.run { intake in
            try converse(intake) { peer in
                peer.write(head(length: body.utf8.count, expectation: "a-miracle") + body)
                #expect(answer(peer).first == "HTTP/1.1 201 Created")
            }
        }
    }
}
