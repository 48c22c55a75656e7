import Contracts
import Encodings
public import Escalation
public import FoundationEssentials
import Incident
public import IncidentStore
import JSON
public import Organisation
public import PageStore
public import Postgres
public import WorkStore

/// How people are reached: what they say themselves, that it reaches them, and test pages.
///
/// Whoever may change incidents may change contacts, too; so that nobody's pages are led elsewhere in silence, a code must come
/// back from every contact that the configuration does not name, and each change is told to the person by mail.
public struct ContactDesk: Sendable {
    /// Codes that a person is sent in an hour at most.
    static let mostCodes = 10
    /// Test pages of a person in ten minutes at most.
    static let mostTests = 5

    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where contacts are read.
    ///   - committer: writes them.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// Who asks for something, and for whom.
    public struct Request: Sendable {
        /// The configuration in force.
        public var organisation: OrganisationConfiguration
        /// The person's mail address, as it was asked for.
        public var person: String
        /// Who asks.
        public var actor: String
        /// What makes the request the same one when it is sent again.
        public var idempotency: Idempotency?
        /// The trace of the request.
        public var trace: String?

        /// A request.
        public init(
            _ organisation: OrganisationConfiguration, of person: String, by actor: String,
            idempotency: Idempotency? = nil, trace: String? = nil
        ) {
            self.organisation = organisation
            self.person = person
            self.actor = actor
            self.idempotency = idempotency
            self.trace = trace
        }

        fileprivate func known() throws -> Person {
            guard let known = organisation.person(person) else {
                throw PageDeskError(
                    .notFound, "\(person) is nobody listed under `people` of the configuration")
            }
            return known
        }
    }

    /// How somebody is reached.
    /// - Throws: ``PageRefusal/notFound``; `PostgresError`.
    public func contacts(_ request: Request) async throws -> ContactList {
        try await Self.list(request, in: database)
    }

    /// Adds a contact of somebody's own, and sends a code there; again for one that is not verified yet.
    /// - Returns: the answer: the contact.
    /// - Throws: ``PageDeskError``; `PostgresError`.
    public func add(_ contact: Contact, _ request: Request) async throws -> StoredAnswer {
        let person = try request.known()
        if let expected = contact.expected {
            throw PageDeskError(.invalid, at: "/to", "`to` of \(contact.channel.rawValue) is \(expected)")
        }
        try Self.checkCarrier(contact, at: "/channel", request.organisation)
        return try await answer(request, status: 201) { work in
            let recent = try await Trials.recent(of: person.email, in: work)
            guard
                let (record, waits) = try await PersonalContacts.add(
                    contact, of: person.email, id: .v7(), by: request.actor, in: work)
            else { throw PageDeskError.noContact }
            guard record.verified == nil else { return record.json }
            guard !waits, recent.codes < Self.mostCodes else {
                throw PageDeskError(
                    .tooMany,
                    waits
                        ? "a code went to \(contact.address) less than a minute ago; wait for it, or try again then"
                        : "\(Self.mostCodes) codes in an hour are enough; try again later")
            }
            Self.send(
                .code, about: record.id, generation: record.codes, to: [contact], request, in: work
            ) { _ in ContactText.code(for: record) }
            return record.json
        }
    }

    /// Whether a code is right, so that the contact is used from now on.
    /// - Returns: the answer: the contact.
    /// - Throws: ``PageDeskError``; `PostgresError`.
    public func verify(_ id: UUID, code: String, _ request: Request) async throws -> StoredAnswer {
        _ = try request.known()
        let digits = code.filter { !$0.isWhitespace }
        // A guess counts also when it is wrong: that one is told after the commit.
        let answer = try await committer.commit { work -> StoredAnswer? in
            let keys = try await PageLink.keys(in: work)
            guard let record = try await PersonalContacts.guess(id, of: request.person, in: work) else { return nil }
            guard ContactCode.isRight(digits, of: id, generation: record.codes, keys: keys),
                let verified = try await PersonalContacts.verify(id, in: work)
            else { return nil }
            Self.tell("\(verified.contact.title) is verified", about: id, request, in: work)
            return StoredAnswer(status: 200, body: verified.json.bytes())
        }
        if let answer { return answer }
        let known = try await PersonalContacts.all(of: request.person, in: database).first { $0.id == id }
        guard let known else { throw PageDeskError.noContact }
        guard known.verified == nil else { return StoredAnswer(status: 200, body: known.json.bytes()) }
        throw PageDeskError(
            .invalid, at: "/code",
            "this is not the code that went by \(known.contact.title), or it is over: it is good for 15 minutes and "
                + "\(ContactCode.guesses) tries; `muster contact add` sends another")
    }

    /// Takes a contact back that somebody has added.
    /// - Returns: what it was.
    /// - Throws: ``PageRefusal/notFound``; `PostgresError`.
    public func remove(_ id: UUID, _ request: Request) async throws -> ContactRecord {
        _ = try request.known()
        return try await committer.commit { work in
            guard let record = try await PersonalContacts.remove(id, of: request.person, in: work) else {
                throw PageDeskError.noContact
            }
            Self.tell("\(record.contact.title) is removed", about: id, request, in: work)
            return record
        }
    }

    /// Says how somebody is reached; without any way it is left to the configuration again.
    /// - Returns: how they are reached from now on.
    /// - Throws: ``PageRefusal/unverified`` for a contact that has not been shown to reach them; `PostgresError`.
    public func set(_ ways: [Urgency: [ContactRule]], _ request: Request) async throws -> ContactList {
        let person = try request.known()
        return try await committer.commit { work in
            let before = try await Self.list(request, in: work)
            for (urgency, rules) in ways.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                for (index, rule) in rules.enumerated() {
                    let place = "/\(urgency.rawValue)/\(index)"
                    try Self.checkCarrier(rule.contact, at: "\(place)/channel", request.organisation)
                    guard before.book.isVerified(rule.contact) else {
                        throw PageDeskError(
                            .unverified, at: "\(place)/to",
                            "\(rule.contact.title) is not verified: `muster contact add` sends a code there")
                    }
                }
            }
            let rules = ContactRules(person: person.email, ways: ways)
            // Written before it is read again.
            _ = try await work.query(PersonalContacts.set(rules, by: request.actor))
            Self.tell(ContactText.rules(rules), about: .v7(), request, in: work)
            return try await Self.list(request, in: work)
        }
    }

    /// Sends a test page through each way of somebody.
    /// - Returns: the answer: the test, of which nothing has gone out yet.
    /// - Throws: ``PageDeskError``; `PostgresError`.
    public func test(_ request: Request) async throws -> StoredAnswer {
        let person = try request.known()
        return try await answer(request, status: 201) { work in
            let recent = try await Trials.recent(of: person.email, in: work)
            guard recent.tests < Self.mostTests else {
                throw PageDeskError(
                    .tooMany,
                    "\(person.email) was sent \(recent.tests) test pages in the last ten minutes; try again later")
            }
            let book = try await Self.list(request, in: work).book
            let id = UUID.v7()
            let trials = Self.send(.test, about: id, to: book.contacts, request, in: work) {
                ContactText.test(to: $0, of: person.name, by: request.actor)
            }
            return TestPage(id: id, trials: trials).json
        }
    }

    /// What has become of a test page.
    /// - Throws: ``PageRefusal/notFound``; `PostgresError`.
    public func testPage(_ id: UUID) async throws -> TestPage {
        let trials = try await Trials.about(id, in: database).filter { $0.kind == .test }
        guard !trials.isEmpty else {
            throw PageDeskError(
                .notFound, "there is no such test page, or it is older than 30 days; `muster page test` sends one")
        }
        return TestPage(id: id, trials: trials)
    }

    private static func list(_ request: Request, in database: some Querying) async throws -> ContactList {
        let person = try request.known()
        let added = try await PersonalContacts.all(of: person.email, in: database)
        let own = try await PersonalContacts.own(of: [person.email], in: database)[person.email.lowercased()]
        var configured = request.organisation.contacts(of: person.email)
        configured.person = person.email
        return ContactList(
            book: ContactBook(
                configured: configured, own: own?.rules,
                verified: Set(added.filter { $0.verified != nil }.map(\.contact))), added: added)
    }

    private static func checkCarrier(
        _ contact: Contact, at place: String, _ organisation: OrganisationConfiguration
    ) throws {
        guard !organisation.carries(contact.channel) else { return }
        throw PageDeskError(
            .invalid, at: place,
            "nothing carries \(contact.channel.rawValue): the configuration names no provider under `paging` of "
                + "`capabilities`")
    }

    @discardableResult
    private static func send(
        _ kind: TrialRecord.Kind, about id: UUID, generation: Int = 0, to contacts: [Contact], _ request: Request,
        in work: UnitOfWork, text: (Contact) -> (subject: String, body: String)
    ) -> [TrialRecord] {
        let trials = contacts.map { contact in
            let text = text(contact)
            return TrialRecord(
                kind, about: id, generation: generation, to: contact, of: request.person,
                sender: request.organisation.announcements.from, subject: text.subject, body: text.body)
        }
        for statement in Trials.insert(trials, by: request.actor) { work.write(statement) }
        for trial in trials {
            work.announce(
                TrialRequested(trial: trial.id), about: Subject(name: trial.person, id: nil, cause: request.trace))
        }
        return trials
    }

    /// Tells the person by mail that somebody has changed something.
    private static func tell(_ what: String, about id: UUID, _ request: Request, in work: UnitOfWork) {
        let person = request.organisation.person(request.person)?.email ?? request.person
        let text = ContactText.change(what, of: person, by: request.actor)
        send(.change, about: id, to: [Contact(.mail, person)], request, in: work) { _ in text }
        work.write(
            "insert into core.audit (actor, action, target, detail) values ($1, $2, $3, $4)",
            [
                .text(request.actor), .text("contact.changed"), .text("person \(person)"),
                .jsonText(JSON.string(what).text()),
            ])
    }

    private func answer(
        _ request: Request, status: Int, _ body: @Sendable (UnitOfWork) async throws -> JSON
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            switch try await IdempotencyRows.earlier(request.idempotency, in: work) {
            case nil: break
            case .answered(let answer): return answer
            case .keyReused: throw PageDeskError.keyReused
            }
            let answer = StoredAnswer(status: status, body: try await body(work).bytes())
            if let idempotency = request.idempotency {
                work.write(IdempotencyRows.keep([(idempotency, answer)]))
            }
            return answer
        }
    }
}
