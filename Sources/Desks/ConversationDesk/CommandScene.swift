import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import Postgres
import Tasks

/// The incident that a command is about, and who gives it.
struct CommandScene: Sendable {
    /// How a command says which incident it is about.
    enum Key: Sendable, Hashable {
        /// By the conversation that it stands in.
        case id(UUID)
        /// By its name.
        case name(IncidentName)
    }

    var held: IncidentResponse
    var name: IncidentName
    /// The author as a person; `nil` when nobody knows who that is.
    var speaker: Person?
    /// Who does what the command says: a mail address, or what the conversation calls the author.
    var actor: String
    /// Those who may be meant: who takes part, and whom the organisation lists.
    var search: PersonSearch

    var incident: IncidentRecord { held.incident }

    /// What the author takes part as; `nil` when they do not.
    var part: ParticipantRecord? {
        guard let address = speaker?.email.lowercased() else { return nil }
        return held.participants.first { $0.person.email.lowercased() == address }
    }

    /// Reads the incident for the author.
    /// - Parameter people: whom the organisation lists.
    /// - Throws: `IncidentDeskError` when it is not there for the author: a restricted one is for somebody who is named as the
    ///   author only while they take part in it, whatever the key may see.
    static func load(
        _ key: Key, for author: MessageAuthor, people: [Person], in database: some Querying
    ) async throws -> CommandScene {
        let record: IncidentRecord? =
            switch key {
            case .id(let id): try await Incidents.incident(id, for: author.viewer, in: database)
            case .name(let name): try await Incidents.incident(name, for: author.viewer, in: database)
            }
        guard let record, let name = IncidentName(record.name),
            let held = try await IncidentResponse.load(record.id, for: author.viewer, in: database)
        else { throw IncidentDeskError.noIncident(key.text) }
        let search = PersonSearch(held.participants.map(\.person) + people)
        let speaker = Self.speaker(author, search)
        let scene = CommandScene(
            held: held, name: name, speaker: speaker, actor: speaker?.email ?? author.name, search: search)
        if author.isNamed, record.visibility == .restricted, scene.part == nil {
            throw IncidentDeskError.noIncident(key.text)
        }
        return scene
    }

    /// The author as a person.
    static func speaker(_ author: MessageAuthor, _ search: PersonSearch) -> Person? {
        if case .found(let person) = search.find(author.name) { return person }
        return Person.isAddress(author.name) ? Person(email: author.name, name: author.name) : nil
    }
}

extension CommandScene.Key {
    fileprivate var text: String {
        switch self {
        case .id: "here"
        case .name(let name): name.description
        }
    }
}
