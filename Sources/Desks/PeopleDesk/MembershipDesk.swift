public import Incident
import IncidentDesk
public import IncidentStore
import JSON
public import PeopleStore
public import Postgres
public import WorkStore

/// Who takes part in incidents and who follows them, once for every door.
public struct MembershipDesk: Sendable {
    let database: PostgresClient
    let committer: Committer

    /// - Parameters:
    ///   - database: where people are read.
    ///   - committer: writes what they decide.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    // MARK: Reading

    /// Who was what in an incident from when to when, in the order in which it began.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer; `PostgresError`.
    public func roles(of name: IncidentName, for viewer: Viewer) async throws -> [RoleHistoryEntry] {
        try await RoleHistory.entries(of: incident(name, for: viewer).id, for: viewer, in: database)
    }

    /// Who takes part in an incident, in the order in which they joined.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer; `PostgresError`.
    public func participants(of name: IncidentName, for viewer: Viewer) async throws -> [ParticipantRecord] {
        try await Participants.participants(of: incident(name, for: viewer).id, for: viewer, in: database)
    }

    /// Who follows an incident.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer; `PostgresError`.
    public func subscriptions(of name: IncidentName, for viewer: Viewer) async throws -> [Subscription] {
        try await Subscriptions.list(of: incident(name, for: viewer).id, for: viewer, in: database)
    }

    private func incident(_ name: IncidentName, for viewer: Viewer) async throws -> IncidentRecord {
        guard let incident = try await Incidents.incident(name, for: viewer, in: database) else {
            throw IncidentDeskError.noIncident(name)
        }
        return incident
    }

    // MARK: Following

    /// Has somebody told what everybody is told of an incident, without taking part.
    /// - Returns: the answer: the subscription.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func subscribe(
        _ request: SubscriptionRequest, to name: IncidentName, actor: String, viewer: Viewer, idempotency: Idempotency?,
        trace: String?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            try await Answering.once(idempotency, in: work) {
                guard var held = try await IncidentResponse.hold(name, for: viewer, in: work) else {
                    throw IncidentDeskError.noIncident(name)
                }
                guard held.incident.visibility == .open else {
                    throw IncidentDeskError.invalid(
                        "/email", "\(name) is restricted: only who takes part is told of it (`muster incident join`)")
                }
                let row = try await work.query(Subscriptions.insert(request.email, to: held.incident.id, by: actor))
                    .first
                if row != nil {
                    IncidentNote(.participant, "\(request.email) follows \(name)", isTold: false).write(
                        ["subscriptions"], to: &held.incident, actor: actor, cause: trace, in: work)
                }
                let all = try await Subscriptions.list(of: held.incident.id, for: viewer, in: work)
                guard let made = all.first(where: { $0.email == request.email.lowercased() }) else {
                    throw PostgresError(.decoding, "the new subscription is not there")
                }
                return StoredAnswer(status: 201, body: made.json.bytes())
            }
        }
    }

    /// Ends a subscription.
    /// - Returns: what it was.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func unsubscribe(
        _ email: String, from name: IncidentName, actor: String, viewer: Viewer, trace: String?
    ) async throws -> Subscription {
        try await committer.commit { work in
            guard var held = try await IncidentResponse.hold(name, for: viewer, in: work) else {
                throw IncidentDeskError.noIncident(name)
            }
            let before = try await Subscriptions.list(of: held.incident.id, for: viewer, in: work)
            guard let subscription = before.first(where: { $0.email == email.lowercased() }) else {
                throw IncidentDeskError(.noPerson, "\(email) does not follow \(name)")
            }
            work.write(Subscriptions.delete(email, from: held.incident.id))
            IncidentNote(.participant, "\(subscription.email) follows \(name) no more", isTold: false).write(
                ["subscriptions"], to: &held.incident, actor: actor, cause: trace, in: work)
            return subscription
        }
    }
}
