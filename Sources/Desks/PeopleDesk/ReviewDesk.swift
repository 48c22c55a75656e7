import CostStore
import Encodings
import FoundationEssentials
public import Incident
import IncidentDesk
public import IncidentStore
import JSON
public import Organisation
import PeopleStore
public import Postgres
public import TaskDesk
import TaskStore
import Tasks
public import WorkStore

/// What is learned from incidents, once for every door: a draft when an incident becomes stable, what people make of it, and the
/// tasks that outlive it.
public struct ReviewDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where reviews are read.
    ///   - committer: writes them.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// The review of an incident.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer, or has no review yet; `PostgresError`.
    public func review(of name: IncidentName, for viewer: Viewer) async throws -> Review {
        guard let incident = try await Incidents.incident(name, for: viewer, in: database) else {
            throw IncidentDeskError.noIncident(name)
        }
        guard let review = try await Self.load(incident, for: viewer, in: database) else {
            throw Self.none(incident)
        }
        return review
    }

    /// Writes the next version of a review; what is so already makes none. An incident that was over before reviews were drafted
    /// gets its draft first.
    /// - Parameter version: the version that the caller has seen, if it says so.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func write(
        _ request: ReviewRequest, of name: IncidentName, ifVersion version: Int?, actor: String, viewer: Viewer,
        trace: String?
    ) async throws -> Review {
        try await committer.commit { work in
            var (record, review) = try await held(name, for: viewer, in: work)
            if let version, version != review.version.number {
                throw IncidentDeskError(
                    .otherVersion,
                    "the review of \(name) is at version \(review.version.number) and not \(version): read it again and decide anew"
                )
            }
            let texts = request.applied(to: review.version.texts)
            if texts == review.version.texts { return review }
            review.version = ReviewVersion(
                id: .v7(), incident: record.name, number: review.version.number + 1, at: Date(),
                author: request.author ?? actor, texts: texts)
            work.write(Reviews.insert(review.version, of: record.id))
            IncidentNote(
                .review, "\(review.version.author) wrote version \(review.version.number) of the review", isTold: false
            ).write(["review"], to: &record, actor: actor, cause: trace, in: work)
            return review
        }
    }

    /// Gives the review as it is to everybody whom it is for: those who take part, and everybody who is told of an open incident.
    /// What was published already is not published again.
    /// - Returns: the answer: the review.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func publish(
        _ request: ReviewPublicationRequest, of name: IncidentName, actor: String, viewer: Viewer,
        idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            try await Answering.once(idempotency, in: work) {
                var (record, review) = try await held(name, for: viewer, in: work)
                if !review.isPublished {
                    let publication = ReviewPublication(
                        id: .v7(), number: review.version.number, at: Date(), by: request.author ?? actor)
                    review.publication = publication
                    work.write(Reviews.publish(publication, of: record.id))
                    IncidentNote(
                        .review, "\(publication.by) published the review (version \(publication.number))",
                        id: publication.id
                    ).write(["review"], to: &record, actor: actor, cause: trace, in: work)
                }
                return StoredAnswer(status: 201, body: review.json.bytes())
            }
        }
    }

    /// Makes a task that is to keep it from happening again, due in a week when nobody says when.
    /// - Returns: the answer: the task.
    /// - Throws: `IncidentDeskError`; `TaskDeskError`; `PostgresError`.
    public func add(
        _ request: TaskRequest, to name: IncidentName, in organisation: OrganisationConfiguration, actor: String,
        viewer: Viewer, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            try await Answering.once(idempotency, in: work) {
                let record = try await held(name, for: viewer, in: work).record
                var request = request
                // Also of an incident that is active again: it is no part of the response.
                request.due = request.due ?? Date().addingTimeInterval(ReminderPlan.standardLength(isOver: true))
                work.endPart()
                let writer = TaskWriter(organisation: organisation, actor: actor, viewer: viewer, trace: trace)
                guard let task = try await writer.create(request, of: name, from: .api, in: work) else {
                    throw PostgresError(.decoding, "the new task has no id")
                }
                work.write(Reviews.add([task.id], to: record.id))
                return StoredAnswer(status: 201, body: task.json.bytes())
            }
        }
    }

    /// The incident, whose row is held from now on, and its review, which is drafted when it should be there and is not.
    private func held(
        _ name: IncidentName, for viewer: Viewer, in work: UnitOfWork
    ) async throws -> (record: IncidentRecord, review: Review) {
        guard let record = try await IncidentResponse.hold(name, for: viewer, in: work)?.incident else {
            throw IncidentDeskError.noIncident(name)
        }
        if let review = try await Self.load(record, for: viewer, in: work) { return (record, review) }
        guard record.status != .active else { throw Self.none(record) }
        try await ReviewDrafting.draft(record, in: work)
        work.endPart()
        guard let review = try await Self.load(record, for: viewer, in: work) else { throw Self.none(record) }
        return (record, review)
    }

    private static func load(
        _ incident: IncidentRecord, for viewer: Viewer, in database: some Querying
    ) async throws -> Review? {
        guard let version = try await Reviews.current(of: incident.id, for: viewer, in: database) else { return nil }
        let ids = try await Reviews.actions(of: incident.id, in: database)
        let tasks = try await TaskRows.list(of: incident.id, for: viewer, limit: 500, in: database).items
        let byID = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return Review(
            version: version,
            publication: try await Reviews.publication(of: incident.id, for: viewer, in: database),
            actions: ids.compactMap { byID[$0] },
            cost: try await CostAccounts.document(of: incident.id, for: viewer, in: database))
    }

    private static func none(_ incident: IncidentRecord) -> IncidentDeskError {
        guard incident.status == .active else {
            return IncidentDeskError(
                .notFound,
                "\(incident.name) was over before reviews were drafted: write something of it, and the draft is made first "
                    + "(`muster incident review \(incident.name) --lessons …`)")
        }
        return IncidentDeskError(
            .notFound, "\(incident.name) is active: its review is drafted when it is stable")
    }
}
