import ConversationCommands
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import JSON
import NativeProviders
import Organisation
import PageDesk
import PeopleDesk
import Postgres
import TaskDesk
import Tasks
import WorkStore

/// Carries commands of one message out, through the desks that everybody uses, in the transaction that says the message: what
/// one refuses is undone alone, and the refusal is the answer.
struct CommandCarrier: Sendable {
    /// Where desks read what no command asks them for: nothing is read there while the transaction is open.
    var database: PostgresClient
    /// Its units of work are parts of ``work``.
    var committer: Committer
    var organisation: OrganisationConfiguration
    var author: MessageAuthor
    var said: NativeConversations.Said
    var publicURL: String
    var trace: String?
    var work: UnitOfWork

    var writer: IncidentWriter { IncidentWriter(committer: committer, publicURL: publicURL) }

    /// What a command came to, in words for people.
    /// - Throws: `PostgresError`, with which nothing is said at all.
    func answer(to line: CommandLine) async throws -> NativeAnswer {
        do {
            return try await carryOut(line).bounded
        } catch {
            guard let refusal = Self.refusal(error) else { throw error }
            return NativeAnswer(refusal, isPrivate: true).bounded
        }
    }

    private func carryOut(_ line: CommandLine) async throws -> NativeAnswer {
        let here = try await incidentHere()
        guard let here else { return try await carryOutElsewhere(line) }
        let command = try CommandParser.parse(line)
        guard command.verb.needsIncident else { return try await carryOut(command, isHere: true) }
        return try await carryOut(command, in: scene(.id(here)))
    }

    /// A command in a conversation of no incident says which one it is about.
    private func carryOutElsewhere(_ line: CommandLine) async throws -> NativeAnswer {
        if let verb = CommandVerb(rawValue: line.word), verb.needsIncident {
            guard let (name, line) = line.named else {
                return .note("This conversation belongs to no incident: say which, as in /\(verb.rawValue) INC-17 …")
            }
            let command = try CommandParser.parse(line)
            let scene = try await scene(.name(name))
            var answer = try await carryOut(command, in: scene)
            // Others read along here.
            if scene.incident.visibility == .restricted { answer.isPrivate = true }
            return answer
        }
        return try await carryOut(CommandParser.parse(line), isHere: false)
    }

    private func incidentHere() async throws -> UUID? {
        try await work.query(
            "select incident_id from native.conversation where id = $1 and incident_id is not null",
            [.uuid(said.conversation)]
        ).first?.decode("incident_id")
    }

    private func scene(_ key: CommandScene.Key) async throws -> CommandScene {
        try await CommandScene.load(key, for: author, people: organisation.people, in: work)
    }

    /// What is about no incident.
    private func carryOut(_ command: ConversationCommand, isHere: Bool) async throws -> NativeAnswer {
        switch command {
        case .open(let title, let description):
            if isHere { return .note("Incidents are opened in the general conversation: /incident TITLE") }
            return try await open(title, description)
        case .help(let verb): return .note(CommandHelp.text(verb))
        default: return .note("This command is about an incident.")
        }
    }

    private func carryOut(_ command: ConversationCommand, in scene: CommandScene) async throws -> NativeAnswer {
        switch command.verb {
        case .status, .severity, .tag, .timeline: try await aboutIncident(command, scene)
        case .role, .engage, .join, .leave: try await aboutPeople(command, scene)
        case .task, .page: try await aboutWork(command, scene)
        case .report, .question, .answer: try await aboutNews(command, scene)
        case .incident, .help: try await carryOut(command, isHere: true)
        }
    }

    /// The sentence of a refusal; `nil` for an error that is none.
    private static func refusal(_ error: any Error) -> String? {
        switch error {
        case let error as CommandFault: error.description
        case let error as IncidentDeskError: error.detail
        case let error as TaskDeskError: error.detail
        case let error as PageDeskError: error.detail
        case let error as NativeError: error.detail
        // The place is one of a request that nobody wrote.
        case let error as JSONDecodingError: "This takes \(error.expected), not \(error.found)"
        default: nil
        }
    }

    /// The person whom a word means.
    func person(_ text: String, _ scene: CommandScene) throws -> Person {
        switch scene.search.find(text) {
        case .found(let person): return person
        case .several(let people):
            let addresses = people.map(\.email).joined(separator: ", ")
            throw IncidentDeskError.invalid("/text", "`\(text)` may be \(addresses): write the mail address")
        case .nobody(let nearest):
            let address = String(text.drop { $0 == "@" })
            if Person.isAddress(address) { return Person(email: address, name: address) }
            let hint = nearest.map { "; did you mean \($0.email)?" } ?? "; write the mail address"
            throw IncidentDeskError.invalid("/text", "`\(text)` is nobody who is listed or takes part\(hint)")
        }
    }
}

extension NativeAnswer {
    /// What everybody in the conversation reads.
    static func told(_ text: String) -> NativeAnswer { NativeAnswer(text, isPrivate: false) }

    /// What is for the author alone.
    static func note(_ text: String) -> NativeAnswer { NativeAnswer(text, isPrivate: true) }

    /// Lines for the author alone, or a sentence when there are none.
    static func list(_ lines: [String], otherwise: String) -> NativeAnswer {
        .note(lines.isEmpty ? otherwise : lines.joined(separator: "\n"))
    }

    /// Cut to what is kept.
    fileprivate var bounded: NativeAnswer {
        text.unicodeScalars.count <= 10_000 ? self : NativeAnswer(String(text.prefix(2000)) + "…", isPrivate: isPrivate)
    }
}
