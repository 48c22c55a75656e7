import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import Postgres
import TaskStore
import Tasks
import WorkStore
import WorkerKit

/// Tells by mail whoever is named in the conversation of an incident, once a message: those who take part, and of an incident that
/// everybody sees whoever is listed under `people`. Who has a task by the same message is told of that.
struct MentionNews: Sendable {
    /// The most people whom one message tells.
    private static let most = 20

    let planner: TaskNoticePlanner

    /// - Parameter message: its id, in the incident's own conversation.
    func tell(
        of message: UUID, in conversation: UUID, _ received: Received<MessagePosted>,
        _ organisation: OrganisationConfiguration, in work: UnitOfWork
    ) async throws {
        let rows = try await work.query(
            """
            select n.email, m.author, m.text from native.mention n join native.message m on m.id = n.message_id
            join native.conversation c on c.id = m.conversation_id
            where m.id = $1 and c.id = $2 and c.incident_id = $3 order by n.email limit $4
            """, [.uuid(message), .uuid(conversation), .uuid(received.body.incident.id), .int(Self.most)])
        guard let first = rows.first,
            let response = try await IncidentResponse.load(received.body.incident.id, for: .system, in: work)
        else { return }
        let author: String = try first.decode("author")
        let named = try rows.map { try $0.decode("email", as: String.self) }
        let busy = try await busy(by: message, in: work)
        let told = Self.told(named, by: author, busy: busy, in: response, organisation)
        let id = UUIDText.string(from: message)
        let url =
            "\(planner.environment.configuration.publicURL)/conversations/\(UUIDText.string(from: conversation))#\(id)"
        let words = planner.text.mention(
            try first.decode("text"), by: author, at: url, in: response.incident)
        try await planner.write(
            told.map { address in
                TaskNotice(
                    id: .v7(), incident: response.incident.id, kind: .mention, occasion: "message/\(id)",
                    recipient: .init(channel: .mail, name: address), sender: organisation.announcements.from,
                    subject: words.subject, body: words.body)
            }, of: response.incident.name, cause: received.traceparent, in: work)
    }

    /// Who has a task by the message, in small letters.
    private func busy(by message: UUID, in work: UnitOfWork) async throws -> Set<String> {
        let keys = (0..<Self.most).map { "native/message/\(UUIDText.string(from: message))/\($0)" }
        let tasks = try await TaskRows.tasks(madeFrom: keys, in: work)
        return Set(tasks.values.flatMap(\.content.people).map { $0.lowercased() })
    }

    /// Those of the people named who are told, in small letters.
    /// - Parameter busy: who hears of the message otherwise.
    static func told(
        _ named: [String], by author: String, busy: Set<String>, in response: IncidentResponse,
        _ organisation: OrganisationConfiguration
    ) -> [String] {
        let members = Set(response.members.map { $0.lowercased() })
        let known = response.incident.visibility == .open ? Set(organisation.people.map { $0.email.lowercased() }) : []
        let names = response.participants.map(\.person) + organisation.people
        func wrote(_ address: String) -> Bool {
            author.lowercased() == address || names.contains { $0.email.lowercased() == address && $0.name == author }
        }
        return named.map { $0.lowercased() }.filter { address in
            !busy.contains(address) && !wrote(address) && (members.contains(address) || known.contains(address))
        }
    }
}
