import Incident
import IncidentDesk
import IncidentStore
import Organisation
import Tasks
import WorkStore

/// Who may have tasks of an incident: those who take part, and everybody whom the organisation lists.
struct TaskPeople: Sendable {
    private let held: IncidentResponse
    private let search: PersonSearch

    init(_ organisation: OrganisationConfiguration, _ held: IncidentResponse) {
        self.held = held
        search = PersonSearch(held.participants.map(\.person) + organisation.people)
    }

    /// The person of a request.
    func find(_ text: String, at place: String) throws -> Person {
        switch search.find(text) {
        case .found(let person): return person
        case .several(let people):
            let addresses = people.map(\.email).joined(separator: ", ")
            throw TaskDeskError(.invalid, at: place, "`\(text)` may be \(addresses); write the mail address")
        case .nobody(let nearest):
            let hint = nearest.map { "; did you mean \($0.email)?" } ?? "; add them there, or let them join first"
            throw TaskDeskError(
                .invalid, at: place,
                "`\(text)` is nobody listed under `people`, and takes no part in \(held.incident.name)\(hint)")
        }
    }

    /// The people of a request, each once.
    func find(_ texts: [String], at place: String) throws -> [Person] {
        var seen: Set<String> = []
        return try texts.enumerated().map { try find($1, at: "\(place)/\($0)") }
            .filter { seen.insert($0.email.lowercased()).inserted }
    }

    /// Lets them take part, so that they see what they are asked for. Nobody joins what is closed.
    /// - Returns: the incident afterwards.
    func letIn(_ people: [Person], actor: String, trace: String?, in work: UnitOfWork) async throws
        -> IncidentResponse
    {
        guard held.incident.status == .closed else {
            return try await IncidentWriter.letIn(people, to: held, actor: actor, trace: trace, in: work)
        }
        let members = Set(held.members.map { $0.lowercased() })
        if held.incident.visibility == .restricted,
            let stranger = people.first(where: { !members.contains($0.email.lowercased()) })
        {
            throw TaskDeskError(
                .invalid, at: "/owner",
                "\(stranger.email) takes no part in \(held.incident.name), which is restricted and closed")
        }
        return held
    }
}
