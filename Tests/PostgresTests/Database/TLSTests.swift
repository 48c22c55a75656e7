import Foundation
import Logging
import Postgres
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct TLSTests {
    @Test func onlyTheRightCertificateIsAccepted() async throws {
        let authority = try await CertificateAuthority.make()
        let stranger = try await CertificateAuthority.make()
        defer {
            authority.remove()
            stranger.remove()
        }
        try await TestServers.separate { servers in
            let configuration = try PostgresConfiguration(
                url: url(servers, options: "sslmode=disable"), applicationName: "postgres-tests")
            try await PostgresClient.withClient(configuration: configuration, logger: Logger(label: "test")) {
                superuser in
                let port = try servers.setting("MUSTER_POSTGRES_PORT")
                #expect(try await connect(servers, authority.file)?.code == .tlsRefused, "TLS is off")
                try await present(authority.issue(host: "localhost", days: 1), superuser, port: port)
                #expect(try await connect(servers, authority.file) == nil)
                #expect(try await connect(servers, stranger.file)?.code == .tlsRefused, "unknown authority")
                #expect(try await connect(servers, "/nonexistent.pem")?.code == .tlsRefused, "no authority")
                try await present(authority.issue(host: "other.example", days: 1), superuser, port: port)
                #expect(try await connect(servers, authority.file)?.code == .tlsRefused, "another host")
                try await present(authority.issue(host: "localhost", days: -1), superuser, port: port)
                #expect(try await connect(servers, authority.file)?.code == .tlsRefused, "expired")
            }
        }
    }

    /// Connects over TLS and looks whether the server thinks so too; `nil` when it works.
    private func connect(_ servers: TestServers, _ authorityFile: String) async throws -> PostgresError? {
        let url = try url(servers, options: "sslmode=verify-full&sslrootcert=\(authorityFile)")
        var configuration = try PostgresConfiguration(url: url, applicationName: "postgres-tests")
        configuration.connectTimeout = .seconds(60)
        configuration.poolTimeout = .seconds(60)
        return try await PostgresClient.withClient(configuration: configuration, logger: Logger(label: "test")) {
            client in
            try await postgresError {
                let row = try await client.query("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                #expect(try row[0].decode(0, as: Bool.self))
            }
        }
    }

    /// Has the server present a certificate. The server writes the files itself, since the key must be its own.
    private func present(
        _ pair: (certificate: String, key: String), _ superuser: PostgresClient, port: String
    ) async throws {
        for (name, content) in [("server.crt", pair.certificate), ("server.key", pair.key)] {
            let lines = content.split(separator: "\n").map { "'\($0)'" }.joined(separator: ", ")
            try await superuser.simple(
                script: SQL(
                    trusted: """
                        copy (select line from unnest(array[\(lines)]) with ordinality as content (line, number)
                              order by number)
                        to program 'umask 077; cat > \(name)'
                        """))
        }
        try await superuser.simple(script: "alter system set ssl = on")
        _ = try await superuser.query("select pg_reload_conf()")
        let body = pair.certificate.split(separator: "\n")[1]
        try await eventually("the server presents the certificate") {
            let arguments = ["s_client", "-starttls", "postgres", "-connect", "127.0.0.1:\(port)"]
            return try await TestProgram("/usr/bin/openssl", arguments).run().output.contains(body)
        }
    }

    private func url(_ servers: TestServers, options: String) throws -> String {
        let port = try servers.setting("MUSTER_POSTGRES_PORT")
        return "postgres://postgres:\(try servers.secret("postgres.password"))@localhost:\(port)/postgres?\(options)"
    }
}
