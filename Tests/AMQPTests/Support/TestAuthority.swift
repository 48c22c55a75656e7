import AMQP
import Foundation
import TestServers

/// Certificates made for one test, and TLS in front of the broker.
struct TestAuthority: Sendable {
    private let directory: String

    /// Two authorities, `ours` and `other`, and certificates: `good` and `expired` for localhost, `elsewhere` for another
    /// host, `foreign` of the other authority.
    private static let script = """
        set -eu
        cd "$1"
        exec 2> log
        key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
        authority() { openssl req -x509 $key -keyout "$1.key" -out "$1.pem" -days 2 -subj "/CN=$1"; }
        issue() {
            openssl req $key -keyout "$1.key" -out "$1.csr" -subj "/CN=$1"
            printf 'subjectAltName=DNS:%s\\n' "$3" > "$1.ext"
            openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days "$4" \\
                -extfile "$1.ext" -out "$1.pem"
        }
        authority ours
        authority other
        issue good ours localhost 2
        issue elsewhere ours broker.example.org 2
        issue expired ours localhost -1
        issue foreign other localhost 2
        """

    private static let path = ["PATH": "/usr/local/bin:/usr/bin:/bin"]

    /// Makes the files, and deletes them afterwards.
    static func with(_ body: (TestAuthority) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("muster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let authority = TestAuthority(directory: directory.path)
        let result = try await TestProgram("/bin/bash", ["-c", script, "-", directory.path], environment: path).run()
        guard result.status == 0 else { throw TestFailure("openssl made no certificates: \(result.errors)") }
        try await body(authority)
    }

    func file(_ name: String) -> String { "\(directory)/\(name)" }

    /// Speaks TLS for one connection to the broker's port, and connects to it as `localhost`. The broker ends a connection
    /// that is silent for ten seconds, which the one behind the TLS server is until the client comes: a lost one is made anew,
    /// twice.
    func connect(
        _ configuration: AMQPConfiguration, certificate: String, options: [String] = [], tls: AMQPTLS
    ) async throws -> AMQPSession {
        for _ in 0..<2 {
            do {
                return try await connectOnce(configuration, certificate: certificate, options: options, tls: tls)
            } catch let error as AMQPError where error.isRetriable {
                continue
            }
        }
        return try await connectOnce(configuration, certificate: certificate, options: options, tls: tls)
    }

    private func connectOnce(
        _ configuration: AMQPConfiguration, certificate: String, options: [String], tls: AMQPTLS
    ) async throws -> AMQPSession {
        let reserved = try TestProxy(target: configuration.port)
        reserved.close()
        // The connection to the broker is standard input and output of the TLS server.
        let script = "exec openssl s_server -quiet -naccept 1 \"${@:2}\" <>\"/dev/tcp/127.0.0.1/$1\" >&0"
        let arguments =
            ["-accept", "127.0.0.1:\(reserved.port)", "-cert", file("\(certificate).pem"), "-key"]
            + [file("\(certificate).key")] + options
        let server = try TestProgram(
            "/bin/bash", ["-c", script, "-", "\(configuration.port)"] + arguments, environment: Self.path
        ).start()
        defer { if server.isRunning { server.send(signal: 15) } }
        var configuration = configuration
        configuration.host = "localhost"
        configuration.port = reserved.port
        configuration.tls = tls
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do throws(AMQPError) {
                let session = try await AMQPSession.connect(configuration)
                _ = try await session.declareQueue("tls", durable: false, autoDelete: true)
                return session
            } catch {
                guard error.code == .connectionRefused, ContinuousClock.now < deadline else { throw error }
                // The server does not listen yet.
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
