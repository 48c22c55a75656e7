/// Something that goes wrong at the stand-in, once or more often.
public struct JiraFault: Sendable {
    /// What goes wrong.
    public enum Kind: Sendable {
        /// Answers so, instead of doing anything, or after having done it.
        case status(Int, headers: [String] = [], body: String = JiraFault.complaint, afterWork: Bool = false)
        /// Closes the connection without an answer.
        case drop(afterWork: Bool)
        /// Does the work and sends half of the answer.
        case half
        /// Somebody else moves the ticket to this status while the call is on its way.
        case movedMeanwhile(to: String)
    }

    /// What Jira says when nothing else is wanted.
    public static let complaint = #"{"errorMessages":["told to"],"errors":{}}"#

    /// What the stand-in calls the operation: `create`, `search`, `move`.
    public var operation: String
    /// What goes wrong.
    public var kind: Kind
    /// How often, from 1.
    public var times: Int

    /// A fault of the next call, or the next ones, of an operation.
    public init(_ operation: String, _ kind: Kind, times: Int = 1) {
        self.operation = operation
        self.kind = kind
        self.times = times
    }
}
