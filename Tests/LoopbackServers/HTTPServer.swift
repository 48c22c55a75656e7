import Synchronization

/// A small HTTP/1.1 server that keeps connections and remembers requests.
public final class HTTPServer: Sendable {
    public struct Request: Sendable {
        public var line: String
        public var headers = Headers()
        public var body: [UInt8] = []

        public var method: String { String(line.prefix { $0 != " " }) }
        /// With the query.
        public var path: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }

    /// Header fields, whose names compare without regard to case.
    public struct Headers: Sendable {
        private(set) var fields: [(name: String, value: String)] = []

        public subscript(name: String) -> String? { all(name).first }

        public func all(_ name: String) -> [String] {
            fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        }

        mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }
    }

    public enum Reply: Sendable {
        /// Status line's number and reason, further header lines, body.
        case answer(String, [String] = [], body: String = "")
        /// These bytes as they are; then the connection closes.
        case raw(String)
        /// Nothing, until the client goes.
        case hang
        /// The connection closes without an answer.
        case drop
    }

    public let server: LoopbackServer
    private let received: Log

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
    }

    public init(port: Int = 0, _ handler: @escaping @Sendable (Request) -> Reply) throws {
        let log = Log()
        received = log
        server = try LoopbackServer(port: port) { peer in
            while let request = Self.readRequest(peer) {
                log.requests.withLock { $0.append(request) }
                switch handler(request) {
                case .answer(let status, let lines, let body):
                    let head = ["HTTP/1.1 \(status)"] + lines + ["Content-Length: \(body.utf8.count)", "", ""]
                    peer.write(head.joined(separator: "\r\n") + (request.method == "HEAD" ? "" : body))
                case .raw(let text):
                    peer.write(text)
                    return
                case .hang:
                    peer.waitForEnd()
                    return
                case .drop: return
                }
            }
        }
    }

    public var url: String { server.url }
    public var requests: [Request] { received.requests.withLock { $0 } }

    private static func readRequest(_ peer: Peer) -> Request? {
        guard let line = peer.readLine() else { return nil }
        var headers = Headers()
        while let field = peer.readLine(), !field.isEmpty {
            let parts = field.split(separator: ":", maxSplits: 1).map(String.init)
            headers.add(parts[0], parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        let body = peer.read(headers["Content-Length"].flatMap(Int.init) ?? 0)
        return body.map { Request(line: line, headers: headers, body: $0) }
    }
}
