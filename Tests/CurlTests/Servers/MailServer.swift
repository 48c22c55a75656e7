import LoopbackServers
import Synchronization

/// A small SMTP server that can refuse each command.
final class MailServer: Sendable {
    struct Behaviour: Sendable {
        /// The lines of the reply to `EHLO` after the first.
        var extensions: [String] = ["AUTH PLAIN LOGIN", "SIZE 1000000"]
        /// Replies by the start of the command; `.` is the end of the mail. Others get 250.
        var replies: [String: String] = [:]
        /// Closes the connection instead of answering the end of the mail.
        var dropsAfterData = false
        /// The port of the TLS server that goes on after `STARTTLS`.
        var tlsPort: Int?
    }

    let server: LoopbackServer
    private let log: Log

    private final class Log: Sendable {
        let lines = Mutex<[String]>([])
    }

    init(_ behaviour: Behaviour = Behaviour()) throws {
        let log = Log()
        self.log = log
        server = try LoopbackServer { peer in
            peer.write("220 test\r\n")
            while let line = peer.readLine() {
                log.lines.withLock { $0.append(line) }
                let reply = behaviour.replies.first { line.uppercased().hasPrefix($0.key) }?.value
                switch line.uppercased().prefix(4) {
                case "EHLO":
                    let lines = ["test"] + behaviour.extensions
                    let text = lines.enumerated().map { "250\($0.offset == lines.count - 1 ? " " : "-")\($0.element)" }
                    peer.write(text.joined(separator: "\r\n") + "\r\n")
                case "AUTH": peer.write((reply ?? "235 welcome") + "\r\n")
                case "DATA":
                    peer.write((reply ?? "354 go on") + "\r\n")
                    if reply == nil, !Self.readMail(peer, log, behaviour) { return }
                case "STAR":
                    peer.write((reply ?? "220 go") + "\r\n")
                    if let port = behaviour.tlsPort { peer.splice(to: port) }
                case "QUIT":
                    peer.write("221 bye\r\n")
                    return
                default: peer.write((reply ?? "250 ok") + "\r\n")
                }
            }
        }
    }

    /// Everything the client said, the mail's lines included.
    var lines: [String] { log.lines.withLock { $0 } }

    private static func readMail(_ peer: Peer, _ log: Log, _ behaviour: Behaviour) -> Bool {
        while let line = peer.readLine(), line != "." {
            log.lines.withLock { $0.append(line) }
        }
        if behaviour.dropsAfterData { return false }
        peer.write((behaviour.replies["."] ?? "250 taken") + "\r\n")
        return true
    }
}
