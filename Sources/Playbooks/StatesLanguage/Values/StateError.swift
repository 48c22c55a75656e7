/// Why a state cannot go on, found by the interpreter itself (tasks and Fail states bring an ``ErrorOutput`` of theirs).
struct StateError: Error, Hashable, Sendable {
    /// The name that `ErrorEquals` is compared with.
    let name: String
    /// What happened, without the state: the history puts that before.
    let message: String
    /// The field whose JSONata expression failed: the history has an event for that.
    var field: String?
    /// Whether the message stands by itself, without the words about the state before it.
    var isWhole = false

    init(_ name: String, _ message: String, field: String? = nil) {
        self.name = name
        self.message = message
        self.field = field
    }

    static func runtime(_ message: String) -> StateError { StateError(ErrorName.runtime, message) }

    /// A fault of a field in the JSONata query language.
    static func query(_ message: String, field: String) -> StateError {
        StateError(ErrorName.queryEvaluationError, message, field: field)
    }
}
