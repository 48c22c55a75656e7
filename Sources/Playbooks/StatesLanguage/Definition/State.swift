import JSON
import QueryLanguages

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

/// The fields that say what of its input a state sees and what of its result goes on (specification, "Input and Output
/// Processing").
struct DataFlow: Sendable {
    var inputPath = PathField.whole
    /// `Parameters` or `Arguments`.
    var parameters: Template?
    var resultSelector: PayloadTemplate?
    var resultPath = ResultPathField.replace
    var outputPath = PathField.whole
    /// `Output` of the JSONata query language.
    var output: JSONataTemplate?
    var assign: Template?
}

/// `InputPath` or `OutputPath`.
enum PathField: Sendable, Hashable {
    /// Absent, or `$`.
    case whole
    /// `null`: nothing, which is an empty object.
    case nothing
    case path(JSONPath)
}

/// `ResultPath`.
enum ResultPathField: Sendable, Hashable {
    /// Absent, or `$`: the result alone goes on.
    case replace
    /// `null`: the input alone goes on.
    case discard
    /// The result goes into the input at that place.
    case insert(ReferencePath, text: String)
}

/// A template of either query language.
enum Template: Sendable {
    case path(PayloadTemplate)
    case jsonata(JSONataTemplate)

    /// The value; paths look into `input`, which JSONata expressions do not.
    func value(in input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> JSON {
        switch self {
        case .path(let template): try template.value(in: input, &evaluator)
        case .jsonata(let template): try template.value(&evaluator)
        }
    }
}

/// A field that takes a literal, a path in a field of its own, or a JSONata expression.
enum ValueField: Sendable {
    case literal(JSON)
    case path(JSONPath, name: String)
    case jsonata(JSONataTemplate)
}
