import Encodings
import IncidentStore
import HTTPKit
import Hummingbird
import HummingbirdCore
import Incident
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
    /// - Throws: ``Problem`` as the doorkeeper does, and 404 when the object is not there for the key.
    func admitReader(_ request: Request, of id: String) async throws {
        let key = try await doorkeeper.admit(request, for: .incidentsRead)
        guard try await native.isThere(id, for: Viewer(seesRestricted: key.seesRestricted)) else {
            throw Problem(.notFound, "there is nothing at this address")
        }
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
