import JSON

/// Evaluates one expression once: the evaluation's state and the ways between the kinds of nodes.
final class JSONataMachine {
    /// Values that the expression makes inside each other.
    static let maximumNesting = 256

    let limits: EvaluationLimits
    let environment: JSONataEnvironment
    let root: JSONataValue
    var random: SeededNumbers
    var steps: Int
    let variables: [String: JSON]
    var depth = 0
    /// Scopes that functions hold on to.
    var captured: [JSONataFrame] = []

    init(
        input: JSONataValue, variables: [String: JSON], environment: JSONataEnvironment, limits: EvaluationLimits
    ) {
        root = input
        self.variables = variables
        self.environment = environment
        self.limits = limits
        steps = limits.steps
        random = SeededNumbers(seed: environment.seed)
    }

    /// Breaks the cycles between functions and the scopes that they are bound in.
    func finish() {
        for frame in captured { frame.clear() }
    }

    func evaluate(root node: JSONataNode) throws(JSONataError) -> JSONataValue {
        try evaluate(node, root, JSONataFrame(parent: nil))
    }

    // MARK: - Limits

    @inline(__always)
    func step(_ count: Int = 1) throws(JSONataError) {
        steps -= count
        guard steps >= 0 else { throw JSONataError(limit: .steps) }
    }

    func check(count: Int) throws(JSONataError) {
        guard count <= limits.elements else { throw JSONataError(limit: .elements) }
    }

    /// Checks the length of a string that is to be made, in bytes.
    func check(bytes: Int) throws(JSONataError) {
        guard bytes <= limits.stringBytes else { throw JSONataError(limit: .stringBytes) }
        try step(bytes >> 6)
    }

    /// A string that was made.
    func string(_ text: String) throws(JSONataError) -> JSONataValue {
        try check(bytes: text.utf8.count)
        return .string(text)
    }
}
