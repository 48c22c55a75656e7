import ConversationCommands
import Encodings
public import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
public import NativeProviders
public import Organisation
public import Postgres
import Tasks
public import WorkStore

/// What people say in Muster's own conversations: messages, whom they name, commands, and what is pinned to the timeline.
public struct ConversationDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer
    private let conversations: NativeConversations
    private let organisation: @Sendable () async throws -> OrganisationConfiguration
    private let publicURL: String

    /// - Parameters:
    ///   - database: where messages are read.
    ///   - committer: writes what people say, with what it does.
    ///   - conversations: where they say it.
    ///   - organisation: who there is.
    ///   - publicURL: the base of every link, without a slash at its end.
    public init(
        database: PostgresClient, committer: Committer, conversations: NativeConversations,
        organisation: @escaping @Sendable () async throws -> OrganisationConfiguration, publicURL: String
    ) {
        self.database = database
        self.committer = committer
        self.conversations = conversations
        self.organisation = organisation
        self.publicURL = publicURL
    }

    /// Says something. What begins with a slash is a command by its author: the message, what it does and its answer commit
    /// together, so that a message that is sent again acts once. A command that is refused says why in its answer.
    /// - Parameters:
    ///   - idOrName: the conversation.
    ///   - key: the same in every try, so that it is said once.
    ///   - trace: the `traceparent` of the request.
    /// - Returns: the message with whom it names, and what it was answered.
    /// - Throws: `NativeError` when there is no such conversation, it was archived, or the text is empty or too long;
    ///   `PostgresError`.
    public func say(
        _ text: String, by author: MessageAuthor, in idOrName: String, key: String?, trace: String?
    ) async throws -> NativeMessage {
        let reading = ConversationText(text)
        let names = reading.mentions
        // Whoever only talks needs no configuration.
        let organisation = reading.isCommand || !names.isEmpty ? try await organisation() : nil
        return try await committer.commit { work in
            let said = try await conversations.say(
                reading.kept(text), author: author.name, in: idOrName, key: key, within: work)
            guard said.isNew else { return try await detailed(said.message, in: work) }
            var message = said.message
            switch (reading, organisation) {
            case (.command(let line), let organisation?):
                let carrier = CommandCarrier(
                    database: database, committer: committer.inside(work), organisation: organisation, author: author,
                    said: said,
                    publicURL: publicURL, trace: trace, work: work)
                let answer = try await carrier.answer(to: line)
                try await conversations.answer(message.id, in: said.conversation, with: answer, within: work)
                message.answer = answer
            case (_, let organisation):
                if let organisation {
                    message.mentions = try await people(
                        names, in: said.conversation, among: organisation.people, in: work)
                    work.write(NativeConversations.mention(message.mentions, in: message.id))
                }
                // Whoever reads along for commands would take what was said of one for one.
                if message.text == text { try await SaidMessages.announce(said, cause: trace, in: work) }
                try await SpeakingObservers.promote(said, cause: trace, in: work)
            }
            return message
        }
    }

    /// Pins a message to the timeline of the conversation's incident; one that is pinned already stays as it is.
    /// - Returns: the message.
    /// - Throws: `NativeError` when there is no such message, or its conversation belongs to no incident;
    ///   `IncidentDeskError`; `PostgresError`.
    public func pin(
        _ message: UUID, in idOrName: String, by author: MessageAuthor, trace: String?
    ) async throws -> NativeMessage {
        try await committer.commit { work in
            let (found, conversation) = try await conversations.message(message, in: idOrName, within: work)
            guard let id = try await conversations.incident(of: conversation, in: work) else {
                throw NativeError(
                    .invalid, "The conversation belongs to no incident: there is no timeline to pin something to.")
            }
            let scene = try await CommandScene.load(.id(id), for: author, people: [], in: work)
            guard try await NativeConversations.pin(found.id, by: scene.actor, in: work) else {
                return try await detailed(found, in: work)
            }
            let text =
                "\(found.author) said: \(found.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))"
            try await IncidentWriter(committer: committer.inside(work), publicURL: publicURL).note(
                text.unicodeScalars.count <= 2000 ? text : String(text.prefix(1500)) + "…", of: scene.name,
                actor: scene.actor, viewer: author.viewer, trace: trace)
            return try await detailed(found, in: work)
        }
    }

    /// Messages with whom they name, who pinned them, and what commands were answered: to their author alone what is for them.
    /// - Parameter reader: the owner of the key that asks.
    public func shown(
        _ messages: [NativeMessage], to reader: String
    ) async throws -> [NativeMessage] {
        try await conversations.detailed(messages, in: database).map { message in
            var message = message
            if message.answer?.isPrivate == true, message.author != reader { message.answer = nil }
            return message
        }
    }

    private func detailed(_ message: NativeMessage, in work: UnitOfWork) async throws -> NativeMessage {
        try await conversations.detailed([message], in: work).first ?? message
    }

    /// The mail addresses of those whom names mean, each once. A name that may be several people, or is nobody's, names nobody.
    private func people(
        _ names: [String], in conversation: UUID, among listed: [Person], in work: UnitOfWork
    ) async throws -> [String] {
        var known = listed
        if let incident = try await conversations.incident(of: conversation, in: work) {
            known = try await Participants.participants(of: incident, for: .system, in: work).map(\.person) + listed
        }
        let search = PersonSearch(known)
        var seen: Set<String> = []
        return names.compactMap { name in
            guard case .found(let person) = search.find(name) else { return nil }
            return seen.insert(person.email.lowercased()).inserted ? person.email : nil
        }
    }
}

extension ConversationText {
    fileprivate var isCommand: Bool {
        if case .command = self { true } else { false }
    }

    /// Whom it names; a command speaks of people in its own way.
    fileprivate var mentions: [String] {
        if case .talk(let text) = self { Mentions.names(in: text) } else { [] }
    }

    /// What is kept of a message.
    fileprivate func kept(_ message: String) -> String {
        if case .talk(let text) = self { text } else { message }
    }
}
