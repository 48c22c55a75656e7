import HTTPTypes
import HTTPKit
import NativeProviders
import Postgres

/// What all routes of the native providers need.
struct NativeAccess: Sendable {
    var native: NativeProviders
    var database: PostgresClient
}

extension Call {
    /// The id of the place in the address, or its name where that names it.
    /// - Throws: ``Problem`` 404 also for a place of an incident that is not there for the caller.
    func place(in access: NativeAccess) async throws -> String {
        let id = try segment("id")
        guard try await access.native.isThere(id, for: principal.viewer, person: visitor?.email) else {
            throw Problem(.notFound, "there is nothing at this address")
        }
        return id
    }
}
