import HTTPTypes
import Hummingbird
import HummingbirdCore
import Organisation

/// Lets callers in: whose key it is, whether it allows what they want, and whether they have had enough.
struct Doorkeeper: Sendable {
    /// How a door tells a caller to slow down.
    enum Patience: Sendable {
        /// 429 (RFC 6585, section 4).
        case tooManyRequests
        /// 503: for senders that never try again after a 4xx.
        case unavailable
    }

    var keys: KeyRing
    var quota: Quota
    /// The sources that send their key in a header of their own.
    var sources: @Sendable () async throws -> [AlertSource] = { [] }
    /// Whether the database can be asked at all: without it, callers are sent away at once instead of piling up.
    var isOpen: @Sendable () -> Bool = { true }

    /// - Throws: ``Problem`` 400, 401, 403, 429 or 503.
    func admit(
        _ request: Request, for scope: Scope, patience: Patience = .tooManyRequests
    ) async throws -> StoredKey {
        try Credentials.refuseKeysInQuery(request)
        guard isOpen() else { throw Problem.retryLater("the database is away; try again", after: 5) }
        guard let owner = try await owner(request) else {
            throw Problem(
                .unauthorized, "send a valid API key as `Authorization: Bearer mus_…`; `muster keys create` makes one",
                headers: [.wwwAuthenticate: "Bearer realm=\"muster\", Basic realm=\"muster\""])
        }
        guard owner.scopes.contains(scope.rawValue) else {
            throw Problem(.forbidden, "this key does not have the scope \(scope.rawValue)")
        }
        if let seconds = quota.take(owner.prefix) {
            throw Problem.retryLater(
                "this key sends more than its quota; slow down", after: seconds,
                status: patience == .unavailable ? .serviceUnavailable : .tooManyRequests)
        }
        return owner
    }

    /// Whose key the request carries; `nil` for none that is valid.
    private func owner(_ request: Request) async throws -> StoredKey? {
        if request.headers[.authorization] != nil {
            guard let key = Credentials.text(in: request.headers).flatMap({ APIKey($0) }) else { return nil }
            return try await keys.owner(of: key)
        }
        for source in try await sources() {
            guard let name = HTTPField.Name(source.keyHeader), let key = request.headers[name].flatMap({ APIKey($0) }),
                let owner = try await keys.owner(of: key), owner.name == source.name
            else { continue }
            return owner
        }
        return nil
    }
}
