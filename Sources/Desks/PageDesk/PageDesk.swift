import Contracts
import Encodings
import Escalation
public import FoundationEssentials
public import Incident
import IncidentDesk
public import IncidentStore
public import JSON
public import Organisation
public import PageStore
public import Postgres
public import WorkStore

/// Pages, and what people answer to them.
public struct PageDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where pages are read.
    ///   - committer: writes answers.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// A page.
    /// - Throws: ``PageRefusal/notFound``; `PostgresError`.
    public func page(_ id: UUID, for viewer: Viewer) async throws -> PageRecord {
        guard let page = try await PageRecords.page(id, for: viewer, in: database) else { throw PageDeskError.noPage }
        return page
    }

    /// A part of all pages, the newest first; see `PageRecords.list`.
    public func pages(
        states: [PageRecord.State], person: String?, for viewer: Viewer, after cursor: UUID?, limit: Int
    ) async throws -> Page<PageRecord> {
        try await PageRecords.list(
            states: states, person: person, for: viewer, after: cursor, limit: limit, in: database)
    }

    /// The page that a link of a mail answers.
    /// - Throws: ``PageRefusal/notFound`` also for a link that is over; `PostgresError`.
    public func page(ofLink token: String) async throws -> PageRecord {
        let keys = try await PageLink.keys(in: database)
        guard let link = PageLink.read(token, keys: keys, at: Date()) else { throw PageDeskError.noLink }
        return try await page(link.page, for: .system)
    }

    /// What a decision came to.
    public struct Decided: Sendable, Hashable {
        /// The page afterwards.
        public var page: PageRecord
        /// Whether anything was changed.
        public var isNews: Bool
        /// What providers had in hand at that moment and may still arrive.
        public var inHand: [String]
    }

    /// Decides about the escalation of a page. After it, no page of it goes out unless it begins again.
    /// - Returns: the answer; the earlier one when the idempotency key was used before.
    /// - Throws: ``PageDeskError``; `PostgresError`.
    public func decide(
        _ id: UUID, _ decision: PageDecision, by organisation: OrganisationConfiguration, actor: String,
        viewer: Viewer, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        try Self.check(decision, organisation)
        return try await committer.commit { work in
            switch try await IdempotencyRows.earlier(idempotency, in: work) {
            case nil: break
            case .answered(let answer): return answer
            case .keyReused: throw PageDeskError.keyReused
            }
            let decided = try await Self.decide(
                id, decision, by: organisation, actor: actor, viewer: viewer, trace: trace, in: work)
            let answer = StoredAnswer(status: 200, body: decided.json.bytes())
            if let idempotency { work.write(IdempotencyRows.keep([(idempotency, answer)])) }
            return answer
        }
    }

    /// The person of a page takes it, by the link in their mail.
    /// - Throws: ``PageDeskError``; `PostgresError`.
    public func acknowledge(
        link token: String, in organisation: OrganisationConfiguration, trace: String?
    ) async throws -> Decided {
        let page = try await page(ofLink: token)
        return try await committer.commit { work in
            try await Self.decide(
                page.id, .acknowledge, by: organisation, actor: page.person, viewer: .system, trace: trace, in: work)
        }
    }

    /// The person of a page takes it, and all that went along with it in one message, by what its provider tells within a day.
    /// - Parameters:
    ///   - id: the attempt that the provider has carried.
    ///   - provider: its name.
    /// - Returns: what came of each, in the order of the pages.
    /// - Throws: ``PageRefusal/notFound`` when this provider has carried no such page; `PostgresError`.
    public func acknowledge(
        attempt id: UUID, carriedBy provider: String, in organisation: OrganisationConfiguration, trace: String?
    ) async throws -> [Decided] {
        try await committer.commit { work in
            let pages = try await PageRecords.carried(by: provider, attempt: id, in: work)
            guard !pages.isEmpty else {
                throw PageDeskError(.notFound, "\(provider) has carried no such page in the last day")
            }
            var decided: [Decided] = []
            for page in pages {
                decided.append(
                    try await Self.decide(
                        page.id, .acknowledge, by: organisation, actor: page.person, viewer: .system, trace: trace,
                        in: work))
            }
            return decided
        }
    }

    private static let longestSnooze: TimeInterval = 7 * 86_400

    private static func decide(
        _ id: UUID, _ decision: PageDecision, by organisation: OrganisationConfiguration, actor: String,
        viewer: Viewer, trace: String?, in work: UnitOfWork
    ) async throws -> Decided {
        guard try await PageRecords.page(id, for: viewer, in: work) != nil,
            let finding = try await decision.decide(id, by: actor, in: work),
            let page = try await PageRecords.page(id, for: viewer, in: work)
        else { throw PageDeskError.noPage }
        let isNews = finding.changed(decision)
        if !isNews && finding.was != .acknowledged && decision != .acknowledge && decision != .resolve {
            throw PageDeskError(
                .over, "\(page.incident) needs nobody any more: its paging is \(finding.was.rawValue)")
        }
        if isNews {
            let reference = IncidentReference(id: page.incidentID, name: page.incident, version: page.incidentVersion)
            work.announce(
                PageUpdated(incident: reference, change: decision.change, actor: actor),
                about: Subject(reference, cause: trace))
            work.write(
                Timeline.append([Timeline.Line(of: page.incidentID, .page, by: actor, decision.line)]))
            if decision == .acknowledge, let person = organisation.person(actor) {
                try await passCommand(of: page, to: person, trace: trace, in: work)
            }
        }
        return Decided(page: page, isNews: isNews, inHand: finding.inHand)
    }

    /// Who answers takes the command from a commander who was paged and has not, when the policy says so.
    private static func passCommand(
        of page: PageRecord, to person: Person, trace: String?, in work: UnitOfWork
    ) async throws {
        guard try await PageRecords.passesCommand(page.id, in: work) else { return }
        _ = try await IncidentWriter.assign(
            .incidentCommander, to: person, of: page.incidentID, actor: "paging", trace: trace, in: work
        ) { incident in
            guard let commander = incident.commander else { return true }
            return try await PageRecords.wasPaged(commander.email, besides: page.id, in: work)
        }
    }

    private static func check(_ decision: PageDecision, _ organisation: OrganisationConfiguration) throws {
        switch decision {
        case .snooze(let until) where !(0...Self.longestSnooze).contains(until.timeIntervalSinceNow):
            throw PageDeskError(.invalid, at: "/until", "a page is snoozed until a time ahead, within seven days")
        case .reassign(.person(let address)) where organisation.person(address) == nil:
            throw PageDeskError(.invalid, at: "/to", "\(address) is nobody listed under `people`")
        case .reassign(.schedule(let name)) where organisation.schedule(named: name) == nil:
            throw PageDeskError(.invalid, at: "/to", "`\(name)` is no schedule, no rota and no mail address")
        default: break
        }
    }
}

extension PageDecision {
    /// What the timeline says.
    fileprivate var line: String {
        switch self {
        case .acknowledge: "acknowledged the page"
        case .resolve: "resolved the page"
        case .escalate: "asked for the next step"
        case .reassign(let target): "reassigned the page to \(target.title)"
        case .snooze(let until): "snoozed the page until \(RFC3339.string(from: until))"
        }
    }
}

extension PageDesk.Decided: JSONEncodable {
    /// The page, with `changed` and `in_hand`.
    public var json: JSON {
        guard case .object(var object) = page.json else { return page.json }
        object["changed"] = .bool(isNews)
        object["in_hand"] = .array(inHand.map { .string($0) })
        return .object(object)
    }
}
