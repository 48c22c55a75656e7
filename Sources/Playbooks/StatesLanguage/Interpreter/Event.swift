public import JSON

/// What happens to an execution: the one input of ``StateMachine/step(_:_:at:limits:)``.
///
/// Identifiers are those of the ``Command`` that asked for it. One that the execution no longer waits for changes
/// nothing, and the step says so.
public enum Event: Sendable, Hashable {
    /// The first event of each execution.
    case start
    /// Go on with one state of one branch; to be repeated while ``Execution/isReady``.
    case advance
    /// A worker took up the task: its time begins to run.
    case taskStarted(id: Int, worker: String? = nil)
    /// The call of a `.sync` or `.waitForTaskToken` task was answered; its result is still to come.
    case taskSubmitted(id: Int, output: JSON)
    case taskHeartbeat(id: Int)
    case taskSucceeded(id: Int, output: JSON)
    case taskFailed(id: Int, ErrorOutput)
    /// The task could not be handed over at all.
    case taskStartFailed(id: Int, ErrorOutput)
    case timerFired(id: Int)
    /// The reader of a distributed Map is done.
    case itemsRead(id: Int, [MapItem])
    case itemsNotRead(id: Int, ErrorOutput)
    case childSucceeded(id: Int, output: JSON)
    case childFailed(id: Int, ErrorOutput)
    /// The results of a distributed Map are written; the value goes into its output.
    case resultsWritten(id: Int, JSON)
    case resultsNotWritten(id: Int, ErrorOutput)
    /// Somebody ends the execution.
    case stop(ErrorOutput)
    /// Somebody has an execution that did not succeed go on where it ended.
    case redrive
}
