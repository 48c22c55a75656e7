import Encodings
public import FoundationEssentials
public import Incident
import IncidentDesk
public import IncidentStore
import JSON
public import PeopleStore
public import Postgres
public import WorkStore

/// What is to be found out about incidents, once for every door.
public struct QuestionDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where questions are read.
    ///   - committer: writes them and their answers.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// The questions of an incident in the order in which they were asked.
    /// - Throws: `IncidentDeskError` for an incident that is not there for the viewer; `PostgresError`.
    public func questions(of name: IncidentName, for viewer: Viewer) async throws -> [Question] {
        guard let incident = try await Incidents.incident(name, for: viewer, in: database) else {
            throw IncidentDeskError.noIncident(name)
        }
        return try await Questions.list(of: incident.id, for: viewer, in: database)
    }

    /// Asks something about an incident. What was asked before is not asked again: the answer is that question.
    /// - Returns: the answer: the question.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func ask(
        _ request: QuestionRequest, of name: IncidentName, actor: String, viewer: Viewer, idempotency: Idempotency?,
        trace: String?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            try await Answering.once(idempotency, in: work) {
                guard var record = try await IncidentResponse.hold(name, for: viewer, in: work)?.incident else {
                    throw IncidentDeskError.noIncident(name)
                }
                let known = try await Questions.list(of: record.id, for: viewer, in: work)
                if let same = known.first(where: { $0.text == request.text }) {
                    return StoredAnswer(status: 201, body: same.json.bytes())
                }
                guard known.count < Questions.limit else {
                    throw IncidentDeskError.invalid(
                        "/text", "\(name) has \(known.count) questions already; that is as many as anybody reads")
                }
                let author = request.author ?? actor
                let question = Question(
                    id: .v7(), incident: record.name, text: request.text, isMandatory: request.isMandatory,
                    askedAt: Date(), askedBy: author)
                _ = try await work.query(
                    Questions.ask([
                        .init(
                            id: question.id, of: record.id, text: question.text, isMandatory: question.isMandatory,
                            by: author)
                    ]))
                let kind = question.isMandatory ? "Question to be answered before it is stable" : "Question"
                IncidentNote(.question, "\(kind), from \(author): \(question.text)").write(
                    ["questions"], to: &record, actor: actor, cause: trace, in: work)
                let asked = try await Self.question(question.id, of: record.id, for: viewer, in: work)
                return StoredAnswer(status: 201, body: asked.json.bytes())
            }
        }
    }

    /// Answers a question; a later answer counts instead of those before it, which stay. An incident that waited for the answer
    /// to become stable by itself does so.
    /// - Returns: the answer: the question.
    /// - Throws: `IncidentDeskError`; `PostgresError`.
    public func answer(
        _ id: UUID, of name: IncidentName, with request: AnswerRequest, actor: String, viewer: Viewer,
        idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        try await committer.commit { work in
            try await Answering.once(idempotency, in: work) {
                guard var record = try await IncidentResponse.hold(name, for: viewer, in: work)?.incident else {
                    throw IncidentDeskError.noIncident(name)
                }
                let question = try await Self.question(id, of: record.id, for: viewer, in: work)
                let answer = Question.Answer(
                    text: request.answer, source: request.source, by: request.author ?? actor, at: Date())
                _ = try await work.query(Questions.answer(question.id, with: answer))
                let source = answer.source.map { " (source: \($0))" } ?? ""
                IncidentNote(
                    .question, "\(answer.by) answered \"\(question.text)\": \(answer.text)\(source)"
                ).write(["questions"], to: &record, actor: actor, cause: trace, in: work)
                let answered = try await Self.question(id, of: record.id, for: viewer, in: work)
                work.endPart()
                try await IncidentSettlement.settle([(record.id, trace)], in: work)
                return StoredAnswer(status: 201, body: answered.json.bytes())
            }
        }
    }

    private static func question(
        _ id: UUID, of incident: UUID, for viewer: Viewer, in database: some Querying
    ) async throws -> Question {
        let questions = try await Questions.list(of: incident, for: viewer, in: database)
        guard let question = questions.first(where: { $0.id == id }) else {
            throw IncidentDeskError(
                .notFound, "there is no such question; `muster incident question NAME` shows those that there are")
        }
        return question
    }
}
