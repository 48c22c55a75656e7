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
        var environment = environment
        let range = JSONataCalendar.range
        environment.milliseconds = min(max(environment.milliseconds, Int64(range.lowerBound)), Int64(range.upperBound))
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

    /// A result that is not too large for whoever gets it.
    func checked(_ result: JSON?) throws(JSONataError) -> JSON? {
        guard let result else { return nil }
        var values = limits.elements
        var bytes = 4 * limits.stringBytes
        try count(result, &values, &bytes)
        return result
    }

    private func count(_ json: JSON, _ values: inout Int, _ bytes: inout Int) throws(JSONataError) {
        values -= 1
        guard values >= 0 else { throw JSONataError(limit: .elements) }
        switch json {
        case .string(let text): bytes -= text.utf8.count
        case .array(let elements): for element in elements { try count(element, &values, &bytes) }
        case .object(let object):
            for (key, value) in object {
                bytes -= key.utf8.count
                try count(value, &values, &bytes)
            }
        default: break
        }
        guard bytes >= 0 else { throw JSONataError(limit: .stringBytes) }
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

    /// Checks the length of a string that is being made, in bytes.
    ///
    /// - Parameter added: how many of them were not checked before; each is charged once, however long the string grows.
    func check(bytes: Int, added: Int) throws(JSONataError) {
        guard bytes <= limits.stringBytes else { throw JSONataError(limit: .stringBytes) }
        try step(added >> 6)
    }

    /// Charges elements that are copied as they are, which is quicker than making them.
    func copy(count: Int) throws(JSONataError) { try step(count >> 4) }

    /// A string that was made.
    func string(_ text: String) throws(JSONataError) -> JSONataValue {
        try check(bytes: text.utf8.count, added: text.utf8.count)
        return .string(text)
    }
}
