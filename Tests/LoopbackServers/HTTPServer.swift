import Synchronization

/// A small HTTP/1.1 server that keeps connections and remembers requests.
public final class HTTPServer: Sendable {
    /// What a client asked for, once it has arrived whole.
    public struct Request: Sendable {
        /// The request line, as it came: `GET /health HTTP/1.1`.
        public var line: String
        /// All header fields in their order.
        public var headers = Headers()
        /// As many bytes as Content-Length says; none without it.
        public var body: [UInt8] = []

        /// The request line's first word.
        public var method: String { String(line.prefix { $0 != " " }) }
        /// With the query.
        public var path: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }

    /// Header fields, whose names compare without regard to case.
    public struct Headers: Sendable {
        private(set) var fields: [(name: String, value: String)] = []

        /// The first value of a field; `nil` when there is none.
        public subscript(name: String) -> String? { all(name).first }

        /// All values of a field, in their order.
        public func all(_ name: String) -> [String] {
            fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        }

        mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }
    }

    /// How a request is answered.
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

    /// What listens, and counts connections.
    public let server: LoopbackServer
    private let received: Log

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
    }

    /// Listens at once.
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - handler: called for each request, on the thread of its connection.
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

    /// Its address on 127.0.0.1, without a slash at its end.
    public var url: String { server.url }
    /// All requests so far, in the order in which they arrived.
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
