import AMQP
import TestServers
import Testing

@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: TestServers.areConfigured, Comment(rawValue: TestServers.reason))
)
struct AMQPTLSTests {
    /// The error of an attempt, `nil` when it succeeds.
    private func attempt(
        certificate: String, options: (TestAuthority) -> [String] = { _ in [] }, tls: (TestAuthority) -> AMQPTLS
    ) async throws -> AMQPError? {
        var result: AMQPError?
        try await TestBroker.with { broker, _ in
            try await TestAuthority.with { authority in
                do {
                    _ = try await authority.connect(
                        broker.configuration(), certificate: certificate, options: options(authority),
                        tls: tls(authority))
                } catch let error as AMQPError {
                    result = error
                }
            }
        }
        return result
    }

    private func trust(_ authority: TestAuthority) -> AMQPTLS {
        AMQPTLS(caFile: authority.file("ours.pem"))
    }

    @Test func theRightAuthorityIsTrusted() async throws {
        let error = try await attempt(certificate: "good", tls: trust)
        #expect(error == nil)
    }

    @Test(arguments: ["elsewhere", "expired", "foreign"])
    func otherCertificatesAreRefused(_ certificate: String) async throws {
        let error = try await attempt(certificate: certificate, tls: trust)
        #expect(error?.code == .tlsRefused)
        #expect(error?.isRetriable == false)
    }

    @Test func oldVersionsAreRefused() async throws {
        let error = try await attempt(
            certificate: "good", options: { _ in ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"] }, tls: trust)
        #expect(error?.code == .tlsRefused)
    }

    @Test func aClientCertificateIsSentWhenThereIsOne() async throws {
        func demand(_ authority: TestAuthority) -> [String] {
            ["-Verify", "1", "-verify_return_error", "-CAfile", authority.file("ours.pem")]
        }
        #expect(try await attempt(certificate: "good", options: demand, tls: trust) != nil)
        let error = try await attempt(certificate: "good", options: demand) { authority in
            AMQPTLS(
                caFile: authority.file("ours.pem"), certificateFile: authority.file("good.pem"),
                keyFile: authority.file("good.key"))
        }
        #expect(error == nil)
    }

    @Test func unusableFilesAreAConfigurationError() async throws {
        let missing = try await attempt(certificate: "good") { AMQPTLS(caFile: $0.file("missing.pem")) }
        #expect(missing?.code == .invalidConfiguration)
        let half = try await attempt(certificate: "good") {
            AMQPTLS(caFile: $0.file("ours.pem"), certificateFile: $0.file("good.pem"))
        }
        #expect(half?.code == .invalidConfiguration)
    }
}
