import Foundation
import TestServers

/// A private certificate authority, made with openssl for one test.
struct CertificateAuthority: Sendable {
    /// The PEM file with its certificate.
    let file: String
    private let directory: URL

    static func make() async throws -> CertificateAuthority {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("ca-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let authority = CertificateAuthority(
            file: directory.appendingPathComponent("ca.pem").path, directory: directory)
        try await authority.openssl(
            ["req", "-x509", "-subj", "/CN=Test authority", "-days", "1", "-out", authority.file]
                + authority.newKey("ca.key"))
        return authority
    }

    /// A certificate for a host, valid for this many days; negative for one that has expired.
    func issue(host: String, days: Int) async throws -> (certificate: String, key: String) {
        try await openssl(
            ["req", "-subj", "/CN=\(host)", "-addext", "subjectAltName=DNS:\(host)", "-out", path("request")]
                + newKey("key"))
        try await openssl([
            "x509", "-req", "-in", path("request"), "-CA", file, "-CAkey", path("ca.key"), "-CAcreateserial",
            "-copy_extensions", "copy", "-days", "\(days)", "-out", path("certificate"),
        ])
        return (try contents("certificate"), try contents("key"))
    }

    func remove() {
        try? FileManager.default.removeItem(at: directory)
    }

    private func newKey(_ name: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path(name)]
    }

    private func path(_ name: String) -> String {
        directory.appendingPathComponent(name).path
    }

    private func contents(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    private func openssl(_ arguments: [String]) async throws {
        let result = try await TestProgram("/usr/bin/openssl", arguments).run()
        guard result.status == 0 else { throw TestServersError("openssl failed: \(result.errors)") }
    }
}
