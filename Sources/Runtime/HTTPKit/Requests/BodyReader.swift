public import HTTPTypes
import Hummingbird
public import HummingbirdCore
public import JSON
import NIOCore
import Synchronization

/// Reads bodies within bounds: each has a limit that is checked while it is read, and all that are in memory together
/// have one.
public final class BodyReader: Sendable {
    /// Most bytes of a body that is neither alerts nor a file.
    public static let otherLimit = 256 << 10

    /// What JSON of that size may hold.
    public static let limits = JSONLimits(depth: 32, bytes: otherLimit, values: 20_000)

    /// Bytes that bodies may take in memory together.
    private let capacity: Int
    private let taken = Mutex(0)

    /// - Parameter capacity: bytes that bodies may take together; default 96 MiB.
    public init(capacity: Int = 96 << 20) {
        self.capacity = capacity
    }

    /// Reads the body and hands it to `use`; its room is given back when that returns.
    /// - Throws: ``Problem`` 413, 415 or 503, or what `use` throws.
    public func withBody<Result>(
        of request: Request, limit: Int, use: ([UInt8]) async throws -> Result
    ) async throws -> Result {
        try checkEncoding(request.headers)
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limit { throw tooLarge(limit) }
        let room = announced ?? limit
        guard take(room) else {
            try await discard(request.body, limit: limit)
            throw Problem.retryLater("too much is being received at once; try again")
        }
        defer { giveBack(room) }
        var body: [UInt8] = []
        body.reserveCapacity(min(room, 64 << 10))
        for try await chunk in request.body {
            guard body.count + chunk.readableBytes <= limit else { throw tooLarge(limit) }
            body.append(contentsOf: chunk.readableBytesView)
        }
        return try await use(body)
    }

    /// Reads a body and keeps nothing of it, because many clients listen for an answer only when they have sent all.
    private func discard(_ body: RequestBody, limit: Int) async throws {
        var bytes = 0
        for try await chunk in body {
            bytes += chunk.readableBytes
            guard bytes <= limit else { throw tooLarge(limit) }
        }
    }

    /// Reads a JSON body of at most 256 KiB.
    /// - Throws: ``Problem`` 413, 415 or 503; `JSONError`.
    public func json(of request: Request) async throws -> JSONReader {
        try checkJSON(request.headers)
        return try await withBody(of: request, limit: Self.otherLimit) { body in
            JSONReader(try JSON.parse(body, limits: Self.limits))
        }
    }

    /// - Throws: ``Problem`` 415 for a content type that says anything but JSON.
    public func checkJSON(_ headers: HTTPFields) throws {
        guard let type = MediaType(headers[.contentType]), type.essence != "application/json" else { return }
        throw Problem(.unsupportedMediaType, "the body must be application/json and not \(type.essence)")
    }

    private func checkEncoding(_ headers: HTTPFields) throws {
        if let encoding = headers[.contentEncoding], encoding.lowercased() != "identity" {
            throw Problem(.unsupportedMediaType, "bodies are accepted without Content-Encoding only")
        }
    }

    private func tooLarge(_ limit: Int) -> Problem {
        Problem(
            .contentTooLarge, "the body is larger than the \(limit) bytes that this address accepts",
            headers: [.connection: "close"])
    }

    /// Takes room for a body, which must be given back.
    func take(_ bytes: Int) -> Bool {
        taken.withLock { taken in
            guard taken + bytes <= capacity else { return false }
            taken += bytes
            return true
        }
    }

    func giveBack(_ bytes: Int) {
        taken.withLock { $0 -= bytes }
    }
}
