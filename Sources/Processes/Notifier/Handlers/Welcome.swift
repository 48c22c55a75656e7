import Contracts
import FoundationEssentials
import Incident
import IncidentStore
import Postgres
import ProviderKit
import WorkStore
import WorkerKit

/// Plans welcomes from the rows as they are, of any number of incidents at once.
struct Welcome: Sendable {
    let planner: NoticePlanner

    /// Who is to be welcomed.
    enum Newcomers: Sendable {
        /// Everybody who was not welcomed yet.
        case everybody
        /// One, by mail address, unless all are still to be welcomed.
        case one(String)
    }

    /// A message that asks for welcomes.
    struct Request: Sendable {
        var incident: IncidentReference
        var newcomers: Newcomers
        /// The trace that led here.
        var cause: String?
    }

    /// - Returns: an outcome for each request, in their order.
    func plan(_ requests: [Request], in transaction: UnitOfWork) async throws -> [Outcome] {
        let ids = requests.map(\.incident.id)
        let responses = try await IncidentResponse.load(ids, for: .system, in: transaction)
        let begun = try await welcomed(requests, in: transaction)
        let organisation = try await planner.environment.organisation.current()
        var plan = NoticePlanner.Plan()
        var outcomes: [Outcome] = []
        for request in requests {
            guard let response = responses[request.incident.id],
                response.incident.version >= request.incident.version
            else {
                outcomes.append(.tooEarly)
                continue
            }
            outcomes.append(.done)
            if response.incident.status == .closed { continue }
            planner.welcome(
                newcomers(request, response, hasBegun: begun.contains(request.incident.id)), to: response.incident,
                resources: response.resources, organisation, cause: request.cause, into: &plan)
        }
        try await planner.write(plan, in: transaction)
        return outcomes
    }

    private func newcomers(
        _ request: Request, _ response: IncidentResponse, hasBegun: Bool
    ) -> [ParticipantRecord] {
        switch request.newcomers {
        case .everybody: response.participants
        case .one(let email):
            response.participants.filter {
                $0.person.email == email && (response.incident.assembledAt != nil || hasBegun)
            }
        }
    }

    /// Incidents, of those that somebody joins, whose participants are being welcomed.
    private func welcomed(_ requests: [Request], in transaction: UnitOfWork) async throws -> Set<UUID> {
        let joined = requests.filter { if case .one = $0.newcomers { true } else { false } }.map(\.incident.id)
        if joined.isEmpty { return [] }
        let rows = try await transaction.query(
            "select distinct incident_id from notice where incident_id = any($1) and kind = 'welcome'",
            [.uuidArray(joined)])
        return Set(try rows.map { try $0.decode("incident_id") })
    }
}
