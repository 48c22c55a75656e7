import FoundationEssentials
import HTTPKit
import HTTPTypes
import IncidentStore
import OnCallDesk
import Organisation

/// `/api/v1/people`: who there is.
struct PeopleRoutes: Sendable {
    var organisation: @Sendable () async throws -> OrganisationConfiguration

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/v1/people", "listPeople", for: .incidentsRead) { call in
                let moment = try call.request.time("at") ?? Date()
                let people = RosterEntry.all(of: try await organisation(), at: moment)
                return .json(Page(items: people, nextCursor: nil).json(\.json))
            }
        ]
    }
}
