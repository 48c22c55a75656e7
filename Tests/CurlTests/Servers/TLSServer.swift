import Foundation

/// `openssl s_server` on a free port of 127.0.0.1.
final class TLSServer {
    let port: Int
    private let process: ChildProcess

    /// - Parameter arguments: more arguments of `s_server`, such as `-www` or `-starttls smtp`.
    init(_ authority: CertificateAuthority, _ certificate: String, _ arguments: String...) throws {
        let own = ["s_server", "-accept", "127.0.0.1:0", "-cert", "\(certificate).pem", "-key", "\(certificate).key"]
        process = try ChildProcess("/usr/bin/openssl", own + arguments, in: authority.directory.path())
        guard let found = process.line(startingWith: "ACCEPT 127.0.0.1:"), let number = Int(found) else {
            throw POSIXError(.ECONNREFUSED)
        }
        port = number
    }
}
