import Foundation
import LoopbackServers

/// nginx with TLS, HTTP/2 and a certificate of a private authority, in front of a server of the test's own. It listens on
/// local sockets, so that it can be killed and started again at the same address; what is before them counts connections.
final class WebServer {
    /// Which of its addresses.
    enum Kind: String, CaseIterable {
        /// Keeps a connection for long.
        case http2
        /// Says goodbye to a connection (`GOAWAY`) after a few requests.
        case brief
        /// Knows HTTP/1.1 only.
        case http1
    }

    private static let program = "/usr/sbin/nginx"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// How many requests a `brief` connection may carry.
    static let patience = 3

    private let authority: CertificateAuthority
    private var process: ChildProcess?
    private let fronts: [Kind: LoopbackServer]

    /// - Parameter port: where requests are passed on to.
    init(_ authority: CertificateAuthority, passingOnTo port: Int) throws {
        self.authority = authority
        try authority.issue("web", for: "IP:127.0.0.1")
        try Data(Self.configuration(port).utf8).write(to: authority.directory.appending(path: "nginx.conf"))
        var fronts: [Kind: LoopbackServer] = [:]
        for kind in Kind.allCases {
            let socket = authority.path("\(kind.rawValue).sock")
            fronts[kind] = try LoopbackServer { $0.splice(toSocket: socket) }
        }
        self.fronts = fronts
        try start()
    }

    func url(_ kind: Kind = .http2) -> String { "https://127.0.0.1:\(fronts[kind]?.port ?? 0)" }

    /// How many connections there have been.
    func connections(_ kind: Kind = .http2) -> Int { fronts[kind]?.connections ?? 0 }

    /// Ends it as a power cut does.
    func kill() {
        process = nil
        for kind in Kind.allCases {
            try? FileManager.default.removeItem(atPath: authority.path("\(kind.rawValue).sock"))
        }
    }

    /// Starts it, and waits until it listens.
    func start() throws {
        let place = authority.directory.path()
        process = try ChildProcess(Self.program, ["-e", "stderr", "-p", place, "-c", "nginx.conf"], in: place)
        let deadline = ContinuousClock.now + .seconds(20)
        for kind in Kind.allCases {
            // It says nothing when it is ready.
            while !Self.answers(authority.path("\(kind.rawValue).sock")) {
                guard ContinuousClock.now < deadline else { throw POSIXError(.ECONNREFUSED) }
                usleep(10_000)
            }
        }
    }

    private static func answers(_ path: String) -> Bool {
        let (ours, theirs) = (socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0), path)
        defer { close(ours) }
        return Peer.connect(ours, toSocket: theirs)
    }

    private static func configuration(_ port: Int) -> String {
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path temp_\($0);" }
        return """
            daemon off; master_process off; pid nginx.pid; worker_rlimit_nofile 1024;
            events { worker_connections 500; }
            http {
                access_log off; \(paths.joined(separator: " "))
                ssl_certificate web.pem; ssl_certificate_key web.key;
                proxy_http_version 1.1; proxy_buffering off; proxy_next_upstream off; proxy_read_timeout 60;
                server {
                    listen unix:\(Kind.http2.rawValue).sock ssl http2;
                    location / { proxy_pass http://127.0.0.1:\(port); }
                    location /refused { return 444; }
                }
                server {
                    listen unix:\(Kind.brief.rawValue).sock ssl http2;
                    keepalive_requests \(patience);
                    location / { proxy_pass http://127.0.0.1:\(port); }
                }
                server {
                    listen unix:\(Kind.http1.rawValue).sock ssl;
                    location / { proxy_pass http://127.0.0.1:\(port); }
                }
            }
            """
    }
}
