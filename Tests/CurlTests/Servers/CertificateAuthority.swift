import Foundation

/// A private certificate authority, made with the openssl tool in a directory of its own.
struct CertificateAuthority {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "curl-tests-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=test CA", "-keyout", "ca.key", "-out", "ca.pem")
    }

    var caFile: String { path("ca.pem") }

    func path(_ name: String) -> String { directory.appending(path: name).path() }

    func remove() { try? FileManager.default.removeItem(at: directory) }

    /// Issues `name.pem` and `name.key` for a subject alternative name, for example `IP:127.0.0.1`.
    func issue(_ name: String, for subject: String, days: Int = 1) throws {
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)",
            "-keyout", "\(name).key", "-out", "\(name).csr")
        try Data("subjectAltName=\(subject)\n".utf8).write(to: directory.appending(path: "\(name).ext"))
        try openssl(
            "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "\(days)", "-extfile", "\(name).ext", "-out", "\(name).pem")
    }

    private func openssl(_ arguments: String...) throws {
        guard try ChildProcess("/usr/bin/openssl", arguments, in: directory.path()).wait() else {
            throw POSIXError(.EINVAL)
        }
    }
}
