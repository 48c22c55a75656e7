import Encodings
public import JSON
public import NativeProviders
public import TaskStore
import Tasks

/// A comment on a document, and the task that it is when it has an assignee. Whether it is resolved, the task says then: the two
/// cannot differ, whoever resolves either of them.
public struct DocumentComment: Sendable, Hashable, JSONEncodable {
    /// The comment.
    public var comment: NativeComment
    /// The task that it is; `nil` without an assignee.
    public var task: TaskRecord?

    /// What a task is made from that is this comment.
    static func key(of comment: NativeComment) -> String { "native/comment/\(UUIDText.string(from: comment.id))" }

    /// Whether it is resolved.
    public var isResolved: Bool { task.map { $0.content.state != .open } ?? (comment.resolvedAt != nil) }

    /// The comment for callers.
    public var json: JSON {
        [
            "id": comment.id.json, "document": comment.document.json, "version": .int(comment.version),
            "quote": .string(comment.quote), "anchored": .bool(comment.isAnchored), "text": .string(comment.text),
            "author": .string(comment.author), "created_at": comment.createdAt.json,
            "assignee": .optional(task?.content.owner), "task": .optional(task?.id), "resolved": .bool(isResolved),
            "resolved_at": .optional(task == nil ? comment.resolvedAt : task?.content.resolvedAt),
            "resolved_by": .optional(task == nil ? comment.resolvedBy : task?.content.resolvedBy),
        ]
    }
}
