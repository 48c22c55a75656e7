import Curl
import Foundation
import JSON
import TestServers
import Testing

/// Plain requests with alerts take a short way; nobody can tell by the answers.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct LaneTests {
    private static let path = "/api/v1/alerts"

    private func alert(_ key: String) -> JSON {
        ["title": "Disk full", "severity": "warning", "dedup_key": .string(key)]
    }

    /// The text of a request as a client writes it that does not wait for answers.
    private func request(_ path: String, _ body: JSON, _ fields: String = "") -> String {
        let text = body.text()
        return """
            POST \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(IntakeProcess.key)\r\n\
            Content-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n\(fields)\r\n\(text)
            """
    }

    /// Sends a file at once, says that there is no more when asked to, and prints what comes until the other side closes.
    private static let client = """
        my ($port, $file, $ends) = @ARGV;
        my $server = IO::Socket::INET->new("127.0.0.1:$port") or die;
        open(my $text, "<", $file) or die;
        local $/;
        alarm 30;
        print {$server} scalar(<$text>);
        $server->flush;
        shutdown($server, 1) if $ends eq "ends";
        print scalar(<$server>);
        """

    /// All that the server writes to a client that sends this at once.
    private func exchange(_ text: String, ends: Bool, with intake: IntakeProcess) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
        process.arguments = [
            "-MIO::Socket::INET", "-e", Self.client, String(intake.url.split(separator: ":").last ?? ""), file.path,
            ends ? "ends" : "waits",
        ]
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test func answersKeepTheOrderOfTheirRequestsWhateverWayTheyTake() async throws {
        try await IntakeProcess.run { intake in
            // The key becomes known.
            _ = try await intake.post(Self.path, alert("first"))
            var text = ""
            for number in 0..<40 {
                // Every third goes to the endpoint, every fourth cannot be read there.
                let fields = number % 3 == 1 ? "Idempotency-Key: k\(number)\r\n" : ""
                text += request(Self.path, number % 4 == 3 ? ["no": "alert"] : alert("key-\(number)"), fields)
            }
            text += request(Self.path, alert("last"), "Connection: close\r\n")
            let answers = try await exchange(text, ends: false, with: intake)
            let heads = answers.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(heads == (0..<40).map { $0 % 4 == 3 ? "422" : "202" } + ["202"])
            let keys = answers.matches(of: /"dedup_key":"([^"]+)"/).map { String($0.1) }
            #expect(keys == (0..<40).filter { $0 % 4 != 3 }.map { "key-\($0)" } + ["last"])
            #expect(try await intake.database.run(sql: "select count(*) from core.alert") == ["32"])
        }
    }

    @Test func aClientThatHasSentAllIsAnswered() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post(Self.path, alert("first"))
            let answers = try await exchange(request(Self.path, alert("last")), ends: true, with: intake)
            #expect(answers.hasPrefix("HTTP/1.1 202 ") && answers.contains(#""dedup_key":"last""#))
        }
    }

    /// The first request of a key has to look it up, and one with a parameter goes to the endpoint.
    @Test func theShortWayAnswersAsTheOtherOne() async throws {
        try await IntakeProcess.run { intake in
            let long = try await intake.post(Self.path + "?dry_run=false", alert("a"))
            let short = try await intake.post(Self.path, alert("a"))
            #expect(long.status == 202 && short.status == 202)
            #expect(short.json["alerts"]?[0]?["id"] == long.json["alerts"]?[0]?["id"])
            #expect(short.json["alerts"]?[0]?["deduplicated"] == true)
            for name in [
                "Content-Type", "Content-Security-Policy", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy",
            ] {
                #expect(short.headers[name] != nil && short.headers[name] == long.headers[name], "\(name)")
            }
            #expect(short.headers["Date"]?.hasSuffix(" GMT") == true && long.headers["Date"]?.hasSuffix(" GMT") == true)
            #expect(short.headers["Content-Length"] == String(short.text.utf8.count))
        }
    }

    @Test func whoMayNotSendAlertsIsRefusedOnBothWays() async throws {
        try await IntakeProcess.run { intake in
            for _ in 0..<2 {
                let reply = try await intake.send(
                    "POST", Self.path, key: IntakeProcess.readingKey, body: alert("a").bytes(),
                    headers: [("Content-Type", "application/json")])
                #expect(reply.status == 403)
            }
            #expect(try await intake.database.run(sql: "select count(*) from core.alert") == ["0"])
        }
    }
}
