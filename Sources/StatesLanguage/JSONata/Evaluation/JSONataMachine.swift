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
    private let variables: [String: JSON]
    private var depth = 0
    /// Scopes that functions hold on to.
    private var captured: [JSONataFrame] = []

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

    // MARK: - Nodes

    func evaluate(
        _ node: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        try step()
        if node.isPlain {
            switch node.kind {
            case .number(let value): return .number(value)
            case .literal(let value): return .json(value)
            case .context: return input
            case .variable(let variable): return Self.normalized(lookup(variable, frame))
            default: break
            }
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else { throw JSONataError(limit: .depth) }
        var result = try evaluate(kind: node, input, frame)
        if !node.isPlain {
            for predicate in node.predicates { result = try filter(result, by: predicate, frame) }
            if let pairs = node.group, !node.isPath { result = try group(result, by: pairs, frame) }
            if node.keepsArray, case .array(let array) = result, array.isSequence { array.keepsSingleton = true }
        }
        guard result.depth <= Self.maximumNesting else { throw JSONataError(limit: .depth) }
        return Self.normalized(result)
    }

    /// A sequence of one element as that element, an empty one as no value.
    @inline(__always)
    static func normalized(_ value: JSONataValue) -> JSONataValue {
        guard case .array(let array) = value, array.isSequence else { return value }
        switch array.elements.count {
        case 0: return .undefined
        case 1 where !array.keepsSingleton: return array.elements[0]
        default: return value
        }
    }

    private func evaluate(
        kind node: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        switch node.kind {
        case .number(let value): return .number(value)
        case .literal(let value): return .json(value)
        case .context: return input
        case .variable(let variable): return lookup(variable, frame)
        case .path(let path): return try evaluate(path: path, of: node, input, frame)
        case .name(let name): return try member(name, of: input)
        case .binary(let operation, let left, let right):
            return try evaluate(operation, left, right, node.offset, input, frame)
        case .call(let call): return try evaluate(call: call, at: node.offset, input, frame)
        case .tailCall(let call):
            return .tailCall(JSONataTailCall(call: call, offset: node.offset, input: input, frame: frame))
        case .condition(let condition, let then, let otherwise):
            if try evaluate(condition, input, frame).isTrue { return try evaluate(then, input, frame) }
            guard let otherwise else { return .undefined }
            return try evaluate(otherwise, input, frame)
        case .and(let left, let right):
            guard try evaluate(left, input, frame).isTrue else { return .bool(false) }
            return .bool(try evaluate(right, input, frame).isTrue)
        case .or(let left, let right):
            if try evaluate(left, input, frame).isTrue { return .bool(true) }
            return .bool(try evaluate(right, input, frame).isTrue)
        case .otherwise(let left, let right):
            let value = try evaluate(left, input, frame)
            return value.isTrue ? value : try evaluate(right, input, frame)
        case .coalesce(let left, let right):
            let value = try evaluate(left, input, frame)
            return value.isUndefined ? try evaluate(right, input, frame) : value
        case .block(let statements): return try evaluate(block: statements, input, frame)
        case .bind(let name, let expression):
            let value = try evaluate(expression, input, frame)
            frame.bind(name, value)
            return value
        case .array(let constructor): return try evaluate(array: constructor, input, frame)
        case .object(let pairs): return try group(input, by: pairs, frame)
        case .negation(let operand): return try negate(try evaluate(operand, input, frame), at: node.offset)
        case .lambda(let lambda):
            capture(frame)
            return .function(JSONataFunction(.lambda(lambda, input: input, frame: frame)))
        case .partial(let call): return try evaluate(partial: call, at: node.offset, input, frame)
        case .apply(let left, let right): return try evaluate(apply: left, right, node.offset, input, frame)
        case .regularExpression(let expression): return .function(JSONataFunction(.regularExpression(expression)))
        case .transform(let transform):
            capture(frame)
            return .function(JSONataFunction(.transform(transform, frame: frame)))
        case .wildcard: return try children(of: input)
        case .descendants: return try descendants(of: input)
        case .parent(let label): return frame.lookup(label) ?? .undefined
        case .sort(let terms): return try sort(input.asElements, by: terms, frame)
        }
    }

    private func evaluate(
        block statements: [JSONataNode], _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        let inner = JSONataFrame(parent: frame)
        var result = JSONataValue.undefined
        for statement in statements { result = try evaluate(statement, input, inner) }
        return result
    }

    private func evaluate(
        array constructor: JSONataArrayConstructor, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        let result = JSONataArray()
        result.isConstructed = constructor.isConstructor
        for element in constructor.elements {
            let value = try evaluate(element, input, frame)
            if case .array = element.kind {
                result.append(value)
            } else {
                try append(value, to: result)
            }
            try check(count: result.elements.count)
        }
        return .array(result)
    }

    /// Appends the elements of an array; any other value alone; nothing when there is no value.
    func append(_ value: JSONataValue, to array: JSONataArray) throws(JSONataError) {
        switch value {
        case .undefined: break
        case .json(.array(let elements)):
            try step(elements.count)
            for element in elements { array.append(.json(element)) }
        case .array(let other):
            try step(other.elements.count)
            for element in other.elements { array.append(element) }
        case .tuples(let tuples):
            for tuple in tuples.tuples { array.append(tuple.value) }
        default: array.append(value)
        }
    }

    func capture(_ frame: JSONataFrame) {
        guard !frame.isCaptured else { return }
        frame.isCaptured = true
        captured.append(frame)
    }

    /// What is bound to a name: in the expression, from outside, or in the language.
    func lookup(_ variable: JSONataVariable, _ frame: JSONataFrame) -> JSONataValue {
        if variable.isBound, let value = frame.lookup(variable.id) { return value }
        if let value = variables[variable.name] { return .json(value) }
        if variable.name == "$" { return root }
        return variable.builtIn.map { .function(JSONataFunction(.builtIn($0))) } ?? .undefined
    }
}

extension JSONataNode {
    var isPath: Bool {
        guard case .path = kind else { return false }
        return true
    }
}
