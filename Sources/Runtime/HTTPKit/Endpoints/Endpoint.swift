public import HTTPTypes
public import HummingbirdCore
public import IncidentStore
public import JSON
public import RequestSignatures

/// One thing that can be done at a door: its address, who is let in, what is read of a request beforehand, and who
/// answers. A handler gets a ``Call``, and with it a ``Principal``, only from an endpoint that has let one in; what needs
/// no key says ``Admission/anyone`` in so many words.
public struct Endpoint: Sendable {
    /// Who is let in.
    public enum Admission: Sendable, Hashable {
        /// Everybody, without a key.
        case anyone
        /// Who has a key with this scope; told to slow down in this way.
        case key(Scope, Doorkeeper.Patience)
        /// Who brings a routing key with this scope in the body.
        case routingKey(Scope)
        /// Who signs the request with a key; what it must allow, the operation says that the request names.
        case signature
        /// Who is signed in, at a page of this origin.
        case visitor
    }

    /// What is read of a request before its handler sees it, the same everywhere.
    public struct Parameters: OptionSet, Sendable, Hashable {
        /// A bit for each.
        public let rawValue: UInt8

        /// The parameters of these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The `If-Match` header: ``Call/version``.
        public static let ifMatch = Parameters(rawValue: 1)
        /// The `Idempotency-Key` header: ``Call/idempotencyKey``.
        public static let idempotencyKey = Parameters(rawValue: 2)
        /// `cursor` and `limit` of the query: ``Call/cursor`` and ``Call/limit``.
        public static let page = Parameters(rawValue: 4)
    }

    /// The method.
    public let method: HTTPRequest.Method
    /// The address: `/api/v1/incidents/{name}`.
    public let path: String
    /// What the description of the API calls it; `nil` for pages and for what is asked by machines that look after the
    /// process.
    public let operation: String?
    /// Who is let in.
    public let admission: Admission
    /// What is read beforehand.
    public let reads: Parameters
    /// Reads a body as the endpoint does and forgets it; `nil` for one without a body of JSON that it declares.
    public let check: (@Sendable (JSONReader) throws -> Void)?

    /// Whether there is something to be had here: where there is not, it only says what there is instead, and no `Allow`
    /// names it.
    public private(set) var isOffered = true
    /// How a caller is told of a problem; `nil` for problem details.
    public private(set) var tell: (@Sendable (Problem) -> Response)?

    let answer: @Sendable (Request, APIContext, Doorkeeper, BodyReader) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, admission: Admission, reads: Parameters = [],
        answer: @escaping @Sendable (Request, APIContext, Doorkeeper, BodyReader) async throws -> Response
    ) {
        self.method = method
        self.path = path
        operation = nil
        self.admission = admission
        self.reads = reads
        check = nil
        self.answer = answer
    }

    /// An endpoint that everybody may use.
    public init(
        anyone method: HTTPRequest.Method, _ path: String, _ operation: String? = nil,
        answer: @escaping @Sendable (Request) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        admission = .anyone
        reads = []
        check = nil
        self.answer = { request, _, _, _ in try await answer(request) }
    }

    /// An endpoint that everybody may use who brings proof in the body or with it.
    /// - Parameter limit: bytes of a body at most.
    public init(
        anyone method: HTTPRequest.Method, _ path: String, limit: Int,
        answer: @escaping @Sendable (Request, [UInt8]) async throws -> Response
    ) {
        self.method = method
        self.path = path
        operation = nil
        admission = .anyone
        reads = []
        check = nil
        self.answer = { request, _, _, bodies in
            try await bodies.withBody(of: request, limit: limit) { try await answer(request, $0) }
        }
    }

    /// An endpoint that needs a key.
    /// - Parameters:
    ///   - operation: what the description of the API calls it; `nil` for a page.
    ///   - scope: what the key must allow.
    ///   - patience: how it is told to slow down.
    ///   - reads: what is read beforehand; what is not named here is not in the ``Call``.
    ///   - checksSignature: whether `answer` calls ``Call/checkSignature(of:)``.
    public init(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String?, for scope: Scope,
        patience: Doorkeeper.Patience = .tooManyRequests, reading reads: Parameters = [],
        checksSignature: Bool = false,
        answer: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        admission = .key(scope, patience)
        self.reads = reads
        check = nil
        self.answer = { request, context, doorkeeper, bodies in
            let principal = try await doorkeeper.admit(
                request, for: scope, patience: patience, checksSignature: checksSignature)
            return try await answer(Call(request, context, principal, bodies, reading: reads))
        }
    }

    /// An endpoint whose callers sign their requests as AWS's clients do (Signature Version 4).
    /// - Parameters:
    ///   - service: what they name as the service: `states`.
    ///   - limit: bytes of a body at most.
    ///   - refuse: tells a caller what is wrong with the signature.
    ///   - answer: gets a call with its ``Call/body``, whoever's key it is: what the key allows is to be asked there.
    public init(
        signedFor service: String, _ method: HTTPRequest.Method, _ path: String, limit: Int,
        refuse: @escaping @Sendable (SignatureFault) -> Response,
        answer: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = path
        operation = nil
        admission = .signature
        reads = []
        check = nil
        self.answer = { request, context, doorkeeper, bodies in
            do {
                let signature = try SignatureV4(SignableRequest(request, body: []))
                let signer = try await doorkeeper.signer(signature)
                return try await bodies.withBody(of: request, limit: limit) { body in
                    let principal = try doorkeeper.admit(
                        signer, signature, of: SignableRequest(request, body: body), for: service)
                    var call = try Call(request, context, principal, bodies, reading: [])
                    call.body = body
                    return try await answer(call)
                }
            } catch let fault as SignatureFault {
                return refuse(fault)
            }
        }
    }

    /// The same endpoint, which only says what there is instead.
    public func notOffered() -> Endpoint {
        var copy = self
        copy.isOffered = false
        return copy
    }

    /// An endpoint whose callers bring a routing key in the body, which is JSON whatever its type says.
    /// - Parameters:
    ///   - scope: what the key must allow.
    ///   - limit: bytes of a body at most.
    ///   - key: finds the key; throws what a caller without one is told.
    public init(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String, routingKeyFor scope: Scope, limit: Int,
        key: @escaping @Sendable (Request, JSON) throws -> String,
        answer: @escaping @Sendable (Call, JSON) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        admission = .routingKey(scope)
        reads = []
        check = nil
        let limits = JSONLimits(depth: 32, bytes: limit, values: 50_000)
        self.answer = { request, context, doorkeeper, bodies in
            try await bodies.withBody(of: request, limit: limit) { bytes in
                let body = try JSON.parse(bytes, limits: limits)
                let principal = try await doorkeeper.admit(request, routingKey: key(request, body), for: scope)
                return try await answer(Call(request, context, principal, bodies, reading: []), body)
            }
        }
    }

    /// The same endpoint, which tells of problems in another way: as another product does, for its senders.
    public func telling(_ tell: @escaping @Sendable (Problem) -> Response) -> Endpoint {
        var copy = self
        copy.tell = tell
        return copy
    }

    /// An endpoint that needs a key and takes a body of JSON.
    /// - Parameters:
    ///   - body: what the body is read as.
    ///   - limit: bytes of a body at most.
    public init<Body: JSONDecodable & Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String, for scope: Scope,
        reading reads: Parameters = [], body: Body.Type, limit: Int = BodyReader.otherLimit,
        answer: @escaping @Sendable (Call, Body) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        admission = .key(scope, .tooManyRequests)
        self.reads = reads
        check = { reader in _ = try Body(reader) }
        let limits = JSONLimits(depth: 32, bytes: limit, values: 20_000)
        self.answer = { request, context, doorkeeper, bodies in
            let principal = try await doorkeeper.admit(request, for: scope)
            let call = try Call(request, context, principal, bodies, reading: reads)
            try bodies.checkJSON(request.headers)
            return try await bodies.withBody(of: request, limit: limit) { bytes in
                let body = try Body(JSONReader(JSON.parse(bytes, limits: limits)))
                var call = call
                call.body = bytes
                return try await answer(call, body)
            }
        }
    }
}
