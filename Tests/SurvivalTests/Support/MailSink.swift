import LoopbackServers
import Synchronization

/// A mail server that keeps everything it is sent, and may keep its answer to itself or lose the connection instead.
final class MailSink: Sendable {
    /// A mail as it came.
    struct Mail: Sendable, Hashable {
        var recipient: String
        var bytes: String

        var messageID: String { header("Message-ID") }
        var subject: String { header("Subject") }

        private func header(_ name: String) -> String {
            bytes.split(separator: "\n").first { $0.hasPrefix("\(name): ") }.map {
                String($0.dropFirst(name.count + 2))
            } ?? ""
        }
    }

    private final class State: Sendable {
        let mails = Mutex<[Mail]>([])
        /// How many mails get an answer before there is none any more; `nil` for all.
        let patience: Mutex<Int?>
        /// Whether a connection is closed instead of an answer.
        let drops: Bool

        init(patience: Int?, drops: Bool) {
            self.patience = Mutex(patience)
            self.drops = drops
        }

        /// Keeps a mail; whether its sender hears so.
        func keep(_ mail: Mail) -> Bool {
            mails.withLock { $0.append(mail) }
            return patience.withLock { left in
                guard let count = left else { return true }
                left = count - 1
                return count > 1
            }
        }
    }

    private let server: LoopbackServer
    private let state: State

    /// - Parameters:
    ///   - muteAfterMails: the last one that is taken without an answer, and every one after it.
    ///   - drops: whether the connection is lost instead of an answer.
    init(muteAfterMails: Int? = nil, drops: Bool = false) throws {
        let state = State(patience: muteAfterMails, drops: drops)
        self.state = state
        server = try LoopbackServer { peer in Self.converse(peer, state) }
    }

    var port: Int { server.port }
    /// In the order of their arrival.
    var mails: [Mail] { state.mails.withLock { $0 } }

    /// Answers every mail from now on.
    func answersAgain() { state.patience.withLock { $0 = nil } }

    private static func converse(_ peer: Peer, _ state: State) {
        var recipient = ""
        peer.write("220 test\r\n")
        while let line = peer.readLine() {
            switch line.uppercased().prefix(4) {
            case "EHLO": peer.write("250 test\r\n")
            case "RCPT":
                recipient = String(line.dropFirst("RCPT TO:".count))
                peer.write("250 ok\r\n")
            case "DATA":
                peer.write("354 go on\r\n")
                var text = ""
                while let line = peer.readLine(), line != "." { text += line + "\n" }
                guard state.keep(Mail(recipient: recipient, bytes: text)) else {
                    if !state.drops { peer.waitForEnd() }
                    return
                }
                peer.write("250 taken\r\n")
            case "QUIT":
                peer.write("221 bye\r\n")
                return
            default: peer.write("250 ok\r\n")
            }
        }
    }
}
