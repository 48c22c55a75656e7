import Encodings
import Hummingbird
import HummingbirdCore
import NativeProviders
import Postgres

/// What all routes of the native providers need.
struct NativeAccess: Sendable {
    var doorkeeper: Doorkeeper
    var bodies: BodyReader
    var native: NativeProviders
    var database: PostgresClient

    /// Lets in who may read an object that comes with Muster.
    /// - Parameter id: its id, or its name where that names it.
    /// - Throws: ``Problem`` as the doorkeeper does, and 404 when the object belongs to a restricted incident and the
    ///   key sees none.
    func admitReader(_ request: Request, of id: String) async throws {
        let key = try await doorkeeper.admit(request, for: .incidentsRead)
        guard !key.seesRestricted else { return }
        let restricted = try await database.query(
            """
            select 1 as one from core.resource r join core.incident i on i.id = r.incident_id
            where r.provider = 'native' and i.visibility = 'restricted' and r.external_id in (
                select $1 union all select c.id::text from native.conversation c where c.name = $1)
            limit 1
            """, [.text(id)])
        guard restricted.isEmpty else { throw Problem(.notFound, "there is nothing at this address") }
    }
}

extension APIContext {
    /// A segment of the address, decoded.
    /// - Throws: ``Problem`` 404 for one that cannot be.
    func segment(_ name: String) throws -> String {
        guard let text = parameters.get(name).flatMap({ PercentCoding.decode($0) }) else {
            throw Problem(.notFound, "there is nothing at this address")
        }
        return text
    }
}

extension Problem {
    /// What a caller is told of an error of the native providers.
    init(_ error: NativeError) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .notFound: .notFound
            case .archived, .nameTaken: .conflict
            case .tooLarge: .contentTooLarge
            case .invalid: .unprocessableContent
            case .stale: .preconditionFailed
            }
        self.init(status, error.detail)
    }
}
