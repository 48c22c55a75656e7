public import FoundationEssentials
import Incident
public import IncidentStore
import JSON
public import NativeProviders
public import Organisation
public import Postgres
import TaskStore
import Tasks
public import WorkStore

/// Comments on documents that come with Muster, and the tasks that those with an assignee are.
public struct CommentDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer
    private let comments: NativeComments

    /// - Parameters:
    ///   - database: where comments are read.
    ///   - committer: writes what people decide.
    ///   - comments: the comments themselves.
    public init(database: PostgresClient, committer: Committer, comments: NativeComments) {
        self.database = database
        self.committer = committer
        self.comments = comments
    }

    /// All comments on a document, the oldest first.
    /// - Throws: `NativeError` when there is no such document; `PostgresError`.
    public func comments(on document: String) async throws -> [DocumentComment] {
        try await Self.withTasks(comments.comments(on: document, in: database), in: database)
    }

    /// Writes a comment; with an assignee it is a task of the document's incident.
    /// - Returns: the answer: the comment; the earlier one when the idempotency key was used before.
    /// - Throws: ``TaskDeskError``; `NativeError`; `PostgresError`.
    public func write(
        _ request: CommentRequest, on document: String, url: String, in organisation: OrganisationConfiguration,
        actor: String, idempotency: Idempotency?, trace: String?
    ) async throws -> StoredAnswer {
        let author = request.author ?? actor
        return try await committer.commit { work in
            switch try await IdempotencyRows.earlier(idempotency, in: work) {
            case nil: break
            case .answered(let answer): return answer
            case .keyReused: throw TaskDeskError.keyReused
            }
            let comment = try await comments.write(
                request.text, about: request.quote, author: author, document: document, in: work)
            var made = DocumentComment(comment: comment)
            if let assignee = request.assignee {
                guard let id = try await comments.incident(of: document, in: work),
                    let incident = try await Incidents.incident(id, for: .system, in: work),
                    let name = IncidentName(incident.name)
                else {
                    throw TaskDeskError(
                        .invalid, at: "/assignee", "the document is of no incident: leave the assignee out")
                }
                made.task = try await TaskWriter(
                    organisation: organisation, actor: author, viewer: .system, trace: trace
                ).create(
                    TaskRequest(text: request.text, owner: assignee, due: request.due), of: name,
                    from: TaskOrigin(.document, key: DocumentComment.key(of: comment), url: url), in: work,
                    ownerAt: "/assignee")
            }
            let answer = StoredAnswer(status: 201, body: made.json.bytes())
            if let idempotency { work.write(IdempotencyRows.keep([(idempotency, answer)])) }
            return answer
        }
    }

    /// Resolves a comment, with the task that it is, or opens both again; what is so already stays as it is.
    /// - Throws: ``TaskDeskError``; `NativeError`; `PostgresError`.
    public func change(
        _ id: UUID, on document: String, to change: CommentChangeRequest, in organisation: OrganisationConfiguration,
        actor: String, trace: String?
    ) async throws -> DocumentComment {
        try await committer.commit { work in
            let comment = try await comments.comment(id, on: document, in: work)
            guard let before = try await Self.withTasks([comment], in: work).first, let task = before.task else {
                try await comments.mark(id, resolvedBy: change.isResolved ? actor : nil, in: work)
                return DocumentComment(comment: try await comments.comment(id, on: document, in: work))
            }
            // One that was dropped is over, too, and stays so.
            if change.isResolved && before.isResolved { return before }
            let after = try await TaskWriter(
                organisation: organisation, actor: actor, viewer: .system, trace: trace
            ).change(task.id, TaskChange(change.isResolved ? .resolved : .open), in: work)
            return DocumentComment(comment: comment, task: after)
        }
    }

    private static func withTasks(
        _ comments: [NativeComment], in database: some Querying
    ) async throws -> [DocumentComment] {
        let tasks = try await TaskRows.tasks(madeFrom: comments.map(DocumentComment.key), in: database)
        return comments.map { DocumentComment(comment: $0, task: tasks[DocumentComment.key(of: $0)]) }
    }
}
