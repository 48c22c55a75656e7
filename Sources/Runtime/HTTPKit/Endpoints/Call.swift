import Digests
import Encodings
import HTTPTypes
import Hummingbird
public import HummingbirdCore
public import IncidentStore

/// A request that was let in: who sends it, and what its endpoint reads of it.
public struct Call: Sendable {
    /// The request.
    public let request: Request
    /// Who sends it.
    public let principal: Principal
    /// Who is signed in and sends it; `nil` for the owner of a key.
    public let visitor: Visitor?
    /// Reads bodies that are no JSON, or longer than usual.
    public let bodies: BodyReader
    /// The version that `If-Match` asks for (RFC 9110, section 13.1.1); `nil` for any, and when it is not read.
    public let version: Int?
    /// The `Idempotency-Key` header; `nil` for none, and when it is not read.
    public let idempotencyKey: String?
    /// Where a page begins: the `next_cursor` of the one before; `nil` for the first, and when it is not read.
    public let cursor: String?
    /// Items of a page at most, 1 to 200. Default 50.
    public let limit: Int
    /// The body as it came; empty for an endpoint that declares none.
    public internal(set) var body: [UInt8] = []

    private let context: APIContext

    init(
        _ request: Request, _ context: APIContext, _ principal: Principal, _ bodies: BodyReader,
        reading reads: Endpoint.Parameters, visitor: Visitor? = nil
    ) throws {
        guard !request.uri.description.contains("%00") else {
            throw Problem(.badRequest, "the address holds U+0000 (%00), which no text has")
        }
        self.request = request
        self.context = context
        self.principal = principal
        self.visitor = visitor
        self.bodies = bodies
        version = reads.contains(.ifMatch) ? try request.expectedVersion() : nil
        idempotencyKey = reads.contains(.idempotencyKey) ? try request.idempotencyKey() : nil
        cursor = reads.contains(.page) ? request.parameter("cursor") : nil
        limit = reads.contains(.page) ? try request.limit() : 50
    }

    /// What whoever is signed in showed for it.
    public var sessionToken: SessionToken? { SessionToken(cookies: request.headers[.cookie]) }

    /// A segment of the address, decoded.
    /// - Throws: ``Problem`` 404 for one that cannot be.
    public func segment(_ name: String) throws -> String {
        guard let text = context.parameters.get(name).flatMap({ PercentCoding.decode($0) }) else {
            throw Problem(.notFound, "there is nothing at this address")
        }
        return text
    }

    /// What makes the request the same one when it is sent again; `nil` when it has no `Idempotency-Key`.
    /// - Parameter body: the body as it came.
    public func idempotency(over body: [UInt8]) -> Idempotency? {
        idempotencyKey.map { key in
            Idempotency(principal: principal.name, key: key, fingerprint: fingerprint(over: body))
        }
    }

    /// The same for a form, which has its key in a field.
    /// - Parameter key: 1 to 255 printable characters of ASCII.
    public func idempotency(ofForm key: String) -> Idempotency {
        Idempotency(principal: "console \(principal.name)", key: key, fingerprint: fingerprint(over: body))
    }

    /// SHA-256 of method, path and body.
    private func fingerprint(over body: [UInt8]) -> [UInt8] {
        sha256(Array("\(request.method.rawValue) \(request.uri.path)\n".utf8) + body)
    }
}

extension Request {
    fileprivate func expectedVersion() throws -> Int? {
        guard let header = headers[.ifMatch], header != "*" else { return nil }
        let isQuoted = header.count > 2 && header.first == "\"" && header.last == "\""
        let digits = isQuoted ? header.dropFirst().dropLast() : header[...]
        guard let version = Int32(digits), version > 0, "\(version)" == digits else {
            throw Problem(.badRequest, "If-Match must be the ETag of an earlier answer, such as \"3\", or *")
        }
        return Int(version)
    }

    fileprivate func idempotencyKey() throws -> String? {
        guard let key = headers[.idempotencyKey] else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw Problem(.badRequest, "Idempotency-Key must be 1 to 255 printable characters of ASCII")
        }
        return key
    }
}
