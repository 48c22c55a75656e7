import Digests
import FoundationEssentials
import HTTPTypes
import Hummingbird
public import HummingbirdCore
public import IncidentStore
public import Organisation
public import RequestSignatures

/// Lets callers in: whose key it is, whether it allows what they want, and whether they have had enough.
public struct Doorkeeper: Sendable {
    /// How a door tells a caller to slow down.
    public enum Patience: Sendable {
        /// 429 (RFC 6585, section 4).
        case tooManyRequests
        /// 503: for senders that never try again after a 4xx.
        case unavailable
    }

    private let keys: KeyRing
    private let quota: Quota
    private let sources: @Sendable () async throws -> [AlertSource]
    private let isOpen: @Sendable () -> Bool
    private let visitors: @Sendable (SessionToken) async throws -> Visitor?
    private let signingKey: SigningKey?

    /// - Parameters:
    ///   - keys: whom keys belong to.
    ///   - quota: how much a key may send.
    ///   - sources: those that send their key in a header of their own.
    ///   - isOpen: whether the database can be asked at all: without it, callers are sent away at once instead of
    ///     piling up.
    ///   - signingKey: what the secrets of keys that sign are made from; without one, no signature is accepted.
    ///   - visitors: who is signed in with a token; `nil` for nobody.
    public init(
        keys: KeyRing, quota: Quota, sources: @escaping @Sendable () async throws -> [AlertSource] = { [] },
        isOpen: @escaping @Sendable () -> Bool = { true }, signingKey: SigningKey? = nil,
        visitors: @escaping @Sendable (SessionToken) async throws -> Visitor? = { _ in nil }
    ) {
        self.keys = keys
        self.quota = quota
        self.sources = sources
        self.isOpen = isOpen
        self.visitors = visitors
        self.signingKey = signingKey
    }

    /// Who sends the request.
    /// - Parameter checksSignature: whether the endpoint holds the body to its source's signature. Where it does not, nothing
    ///   is taken of a source that signs.
    /// - Throws: ``Problem`` 400, 401, 403, 429 or 503.
    public func admit(
        _ request: Request, for scope: Scope, patience: Patience = .tooManyRequests, checksSignature: Bool = false
    ) async throws -> Principal {
        try Credentials.refuseKeysInQuery(request)
        guard isOpen() else { throw Problem.retryLater("the database is away; try again", after: 5) }
        guard let owner = try await owner(request) else {
            throw Problem(
                .unauthorized, "send a valid API key as `Authorization: Bearer mus_…`; `muster keys create` makes one",
                headers: [.wwwAuthenticate: "Bearer realm=\"muster\", Basic realm=\"muster\""])
        }
        return try admit(owner, for: scope, patience: patience, checksSignature: checksSignature)
    }

    /// Who is signed in and sends the request; `nil` for nobody. Whoever sends a key is asked for nothing else.
    /// - Throws: ``Problem`` 429 or 503.
    func visitor(_ request: Request) async throws -> Visitor? {
        guard request.headers[.authorization] == nil, let token = SessionToken(cookies: request.headers[.cookie])
        else { return nil }
        guard isOpen() else { throw Problem.retryLater("the database is away; try again", after: 5) }
        guard let visitor = try await visitors(token) else { return nil }
        if let seconds = quota.take("session \(visitor.session)") {
            throw Problem.retryLater(
                "you send more than anybody can; slow down", after: seconds, status: .tooManyRequests)
        }
        return visitor
    }

    /// Who sends a request that brings a routing key in its body.
    /// - Throws: ``Problem`` 400, 401, 403, 429 or 503.
    public func admit(_ request: Request, routingKey text: String, for scope: Scope) async throws -> Principal {
        try Credentials.refuseKeysInQuery(request)
        guard isOpen() else { throw Problem.retryLater("the database is away; try again", after: 5) }
        guard let key = APIKey(routing: text), let owner = try await keys.owner(of: key) else {
            throw Problem(.unauthorized, "Invalid routing key: `muster keys create NAME --routing-key` makes one")
        }
        return try admit(owner, for: scope, patience: .tooManyRequests)
    }

    /// Whose key a request says that it is signed with, and the secret to check that by. To be asked before the body is read.
    /// - Throws: `SignatureFault` for a key that is unknown, expired or revoked, and where no signature is accepted; ``Problem`` 503.
    func signer(_ signature: SignatureV4) async throws -> Signer {
        guard isOpen() else { throw Problem.retryLater("the database is away; try again", after: 5) }
        guard let signingKey else {
            throw SignatureFault(.unknownKey, "this instance has no MUSTER_SIGNING_KEY, and accepts no signature")
        }
        guard signature.keyID.utf8.count == 8, let (key, owner) = try await keys.holder(signature.keyID) else {
            throw SignatureFault.unknownKey
        }
        let secret = signingKey.secret(of: key.prefix)
        // Keys of other kinds, and those of another signing key, have no such secret.
        guard equalInConstantTime(sha256(secret), key.digest) else { throw SignatureFault.unknownKey }
        return Signer(owner: owner, secret: secret)
    }

    /// Who sends a request that is signed.
    /// - Throws: `SignatureFault`; ``Problem`` 429.
    func admit(
        _ signer: Signer, _ signature: SignatureV4, of request: SignableRequest, for service: String
    ) throws -> Principal {
        try signature.check(request, secret: signer.secret, service: service, at: Date())
        keys.noteUse(of: signer.owner.keyPrefix)
        if let seconds = wait(signer.owner) {
            throw Problem.retryLater(
                "this key sends more than its quota; slow down", after: seconds, status: .tooManyRequests)
        }
        return signer.owner
    }

    private func admit(
        _ owner: Principal, for scope: Scope, patience: Patience, checksSignature: Bool = false
    ) throws -> Principal {
        guard owner.scopes.contains(scope) else {
            throw Problem(.forbidden, "this key does not have the scope \(scope.rawValue)")
        }
        guard checksSignature || owner.signature == nil || scope != .alertsWrite else {
            throw Problem(
                .forbidden, "this source signs its webhooks, which only /api/v1/alerts and those below it can check")
        }
        if let seconds = wait(owner) {
            throw Problem.retryLater(
                "this key sends more than its quota; slow down", after: seconds,
                status: patience == .unavailable ? .serviceUnavailable : .tooManyRequests)
        }
        return owner
    }

    /// Who sends a request, when that can be said without asking the database, and they may do what they want; else `nil`,
    /// and nothing is counted: ``admit(_:for:patience:)`` says why.
    func admitAtOnce(_ authorization: String, for scope: Scope) -> Principal? {
        guard isOpen(), let key = Credentials.text(inAuthorization: authorization).flatMap({ APIKey($0) }),
            let owner = keys.knownOwner(of: key), owner.scopes.contains(scope), wait(owner) == nil
        else { return nil }
        return owner
    }

    /// Takes one request from what a key may send.
    /// - Returns: `nil` when it may; otherwise the whole seconds after which it may.
    private func wait(_ owner: Principal) -> Int? { owner.hasQuota ? quota.take(owner.keyPrefix) : nil }

    /// Whose key the request carries; `nil` for none that is valid.
    private func owner(_ request: Request) async throws -> Principal? {
        if request.headers[.authorization] != nil {
            guard let key = Credentials.text(in: request.headers).flatMap({ APIKey($0) }) else { return nil }
            return try await keys.owner(of: key)
        }
        for source in try await sources() {
            guard let name = source.keyHeader.flatMap({ HTTPField.Name($0) }),
                let key = request.headers[name].flatMap({ APIKey($0) }),
                let owner = try await keys.owner(of: key), owner.name == source.name
            else { continue }
            return owner
        }
        return nil
    }
}
