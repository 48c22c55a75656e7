import Contracts
import Encodings
import NativeProviders
import Organisation
import Postgres
import WorkStore

/// Tells those who read along, such as the task-tracker, that somebody said something about an incident.
enum SaidMessages {
    /// Announces what was said in an incident's conversation, with the message itself; what was said before, and what is said
    /// elsewhere, is no news.
    static func announce(_ said: NativeConversations.Said, cause: String?, in work: UnitOfWork) async throws {
        guard said.isNew,
            let row = try await work.query(
                """
                select i.id, i.name, i.version from native.conversation c join core.incident i on i.id = c.incident_id
                where c.id = $1
                """, [.uuid(said.conversation)]
            ).first
        else { return }
        let incident = IncidentReference(
            id: try row.decode("id"), name: try row.decode("name"), version: try row.decode("version"))
        work.announce(
            MessagePosted(
                incident: incident, provider: ProviderSettings.native,
                conversation: UUIDText.string(from: said.conversation),
                message: UUIDText.string(from: said.message.id)),
            about: Subject(incident, cause: cause))
    }
}
