import Incident
import IncidentStore
import Postgres

/// That an incident goes on as another, for those who hear that it is closed.
struct MergeNews: Sendable, Hashable {
    /// The other incident: its name and title, or that it is restricted, which says neither.
    var successor: String
    /// The mail addresses of those who take part in the one that is closed.
    var participants: [String]

    /// What is to be told of an incident; `nil` for one that is no duplicate.
    static func load(_ incident: IncidentRecord, in database: some Querying) async throws -> MergeNews? {
        guard
            let merge = try await Merges.current(of: [incident.id], in: database)
                .first(where: { $0.incident == incident.id })
        else { return nil }
        let people = try await Participants.participants(of: incident.id, for: .system, in: database)
        return MergeNews(
            successor: merge.isIntoRestricted ? "an incident that is restricted" : "\(merge.name) (\(merge.title))",
            participants: people.map(\.person.email))
    }
}
