import Contracts
import Encodings
import FoundationEssentials
import PlaybookStore
import WorkStore

/// Steps that nobody has answered for long, and that have no end: those in the incident's conversation are told once, since nothing
/// else would ever have the execution go on.
enum StuckSteps {
    /// How long a step may be waited for in silence. One whose own time is shorter ends by itself.
    static let patience: Duration = .seconds(3600)

    /// Numbers from here on are those of no execution's own timers: they ring in vain in a runner of the release before.
    private static let firstTimer = 2_000_000_000

    /// Has a step that is asked for now looked at when it has been silent for long.
    static func watch(
        _ step: Transition.Step, of execution: UUID, at now: Date, about subject: Subject, in work: UnitOfWork
    ) {
        guard isWatched(step.kind, from: now, until: step.until) else { return }
        watchAgain(step.number, of: execution, about: subject, in: work)
    }

    /// Has a step of an execution that is paused looked at once more.
    static func watchAgain(_ step: Int, of execution: UUID, about subject: Subject, in work: UnitOfWork) {
        work.schedule(
            WakeExecution(execution: execution, timer: firstTimer + step), key: key(execution, step), after: patience,
            about: subject)
    }

    /// Whether a step can be silent for long: what the runner calls itself answers, and what has a short time ends.
    static func isWatched(_ kind: StepRecord.Kind, from asked: Date, until: Date?) -> Bool {
        guard kind != .call else { return false }
        // A row's time may differ from its transaction's by less than what can be told apart.
        return until.map { $0.timeIntervalSince(asked) > seconds + 1 } ?? true
    }

    /// Nobody waits for steps any more.
    static func forget(_ steps: [Int], of execution: UUID, in work: UnitOfWork) {
        for step in steps { work.cancelTimer(key: key(execution, step)) }
    }

    /// The step that a timer is about; `nil` for a timer of the execution's own.
    static func step(of timer: Int) -> Int? {
        (firstTimer..<firstTimer + 100_000_000).contains(timer) ? timer - firstTimer : nil
    }

    private static var seconds: TimeInterval { TimeInterval(patience.components.seconds) }

    /// Not one of `execution/…`: by these, the ledger knows what will have an execution go on, and this has nobody go on.
    private static func key(_ execution: UUID, _ step: Int) -> String {
        "silent/\(step)/\(UUIDText.string(from: execution))"
    }
}
