/// One state: what all types share (specification, "States").
///
/// A class that never changes, so that each step looks at it without copying it.
final class State: Sendable {
    /// Where an execution goes after a state.
    enum Transition: Sendable, Hashable {
        case next(String)
        case end
    }

    let name: String
    let kind: Kind
    let queryLanguage: QueryLanguage
    /// `nil` for Choice, Succeed and Fail states.
    let transition: Transition?
    let dataFlow: DataFlow
    let retry: [Retrier]
    let catchers: [Catcher]

    init(
        name: String, kind: Kind, queryLanguage: QueryLanguage, transition: Transition?, dataFlow: DataFlow,
        retry: [Retrier], catchers: [Catcher]
    ) {
        self.name = name
        self.kind = kind
        self.queryLanguage = queryLanguage
        self.transition = transition
        self.dataFlow = dataFlow
        self.retry = retry
        self.catchers = catchers
    }

    /// The types with what only they have.
    enum Kind: Sendable {
        case pass(PassState)
        case task(TaskState)
        case choice(ChoiceState)
        case wait(WaitState)
        case succeed
        case fail(FailState)
        case parallel(ParallelState)
        case map(MapState)

        /// The value of `Type`.
        var name: String {
            switch self {
            case .pass: "Pass"
            case .task: "Task"
            case .choice: "Choice"
            case .wait: "Wait"
            case .succeed: "Succeed"
            case .fail: "Fail"
            case .parallel: "Parallel"
            case .map: "Map"
            }
        }
    }
}
