import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import NativeProviders
import Postgres
import WorkStore

/// Observers who have something to say work on the incident: with their third message they are participants.
enum SpeakingObservers {
    /// How many messages make a participant of an observer.
    static let enough = 3

    /// Makes a participant of the author of a message that was just said, if it is time. Commands do not count, and neither does what
    /// they said before they were an observer.
    static func promote(_ said: NativeConversations.Said, cause: String?, in work: UnitOfWork) async throws {
        let rows = try await work.query(
            """
            select p.incident_id, p.email, p.name, p.team, p.location
            from native.conversation c
            join core.participant p on p.incident_id = c.incident_id and p.roles = '{observer}'
                and lower($2) in (lower(p.email), lower(p.name))
            join core.role_interval r on r.incident_id = p.incident_id and r.email = p.email and r.role = 'observer'
                and r.until is null
            where c.id = $1 and (
                select count(*) from native.message m
                where m.conversation_id = c.id and m.author = $2 and m.posted_at >= r.since
                    and not exists (select from native.answer a where a.message_id = m.id)) >= $3
            """, [.uuid(said.conversation), .text(said.message.author), .int(enough)])
        guard let row = rows.first, rows.count == 1 else { return }
        let person = try Person(
            email: row.decode("email"), name: row.decode("name"), team: row.decode("team"),
            location: row.decode("location"))
        _ = try await IncidentWriter.assign(
            .participant, to: person, of: row.decode("incident_id"), actor: person.email, trace: cause, in: work
        ) { $0.status != .closed }
    }
}
