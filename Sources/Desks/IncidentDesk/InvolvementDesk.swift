import FoundationEssentials
import Incident
public import IncidentStore
public import Organisation
import PeopleStore
public import Postgres

/// What people do who follow the link of a mail that tells them of an incident.
public struct InvolvementDesk: Sendable {
    private let database: PostgresClient
    private let writer: IncidentWriter

    /// - Parameters:
    ///   - database: where links are checked.
    ///   - writer: lets people take part.
    public init(database: PostgresClient, writer: IncidentWriter) {
        self.database = database
        self.writer = writer
    }

    /// An incident, and who would take part in it.
    public struct Offer: Sendable, Hashable {
        /// The incident, which everybody sees.
        public var incident: IncidentRecord
        /// A mail address.
        public var email: String
        /// Whether they take part already.
        public var takesPart: Bool
    }

    /// What a link offers. A link to what is restricted by now is over, as is one that is too old.
    /// - Throws: ``IncidentDeskError/Code/notFound``; `PostgresError`.
    public func offer(of token: String) async throws -> Offer {
        guard
            let link = InvolvementLink.read(
                token, keys: try await InvolvementLink.keys(in: database), at: Date()),
            let incident = try await Incidents.incident(link.incident, for: .stranger, in: database)
        else {
            throw IncidentDeskError(
                .notFound, "It is good for a week, and not any more; ask somebody in the incident to bring you in")
        }
        let people = try await Participants.participants(of: incident.id, for: .stranger, in: database)
        return Offer(
            incident: incident, email: link.email,
            takesPart: people.contains { $0.person.email.lowercased() == link.email })
    }

    /// Lets the person of a link take part, once.
    /// - Returns: what it offered before, and whether they take part by this.
    /// - Throws: ``IncidentDeskError``; `PostgresError`.
    public func accept(
        _ token: String, in organisation: OrganisationConfiguration, trace: String?
    ) async throws -> (offer: Offer, isNew: Bool) {
        let offer = try await offer(of: token)
        guard !offer.takesPart, offer.incident.status != .closed, let name = IncidentName(offer.incident.name) else {
            return (offer, false)
        }
        let person = organisation.person(offer.email) ?? Person(email: offer.email, name: offer.email)
        _ = try await writer.assign(
            .participant, to: person, of: name, actor: person.email, viewer: .stranger, idempotency: nil, trace: trace)
        return (offer, true)
    }
}
