import JSON

extension JSONataMachine {
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
        if let extent = result.extent {
            guard extent.depth <= Self.maximumNesting else { throw JSONataError(limit: .depth) }
            guard extent.values <= 4 * limits.elements else { throw JSONataError(limit: .elements) }
        }
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

    // The debugger's builds keep all that the cases of a switch use on the stack at once. So that expressions may nest,
    // the cases that others nest in are few here, and short.
    private func evaluate(
        kind node: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        switch node.kind {
        case .path(let path): try evaluate(path: path, of: node, input, frame)
        case .binary(let operation, let left, let right):
            try evaluate(operation, left, right, node.offset, input, frame)
        case .call(let call): try evaluate(call: call, at: node.offset, input, frame)
        case .condition(let condition, let then, let otherwise):
            try evaluate(condition, then, otherwise, input, frame)
        case .block(let statements): try evaluate(block: statements, input, frame)
        case .array(let constructor): try evaluate(array: constructor, input, frame)
        case .object(let pairs): try group(input, by: pairs, frame)
        case .apply(let left, let right): try evaluate(apply: left, right, node.offset, input, frame)
        case .number, .literal, .context, .variable, .name, .wildcard, .descendants, .parent, .regularExpression,
            .tailCall, .lambda, .transform:
            try evaluate(leaf: node, input, frame)
        default: try evaluate(other: node, input, frame)
        }
    }

    /// Nodes whose evaluation does not evaluate others.
    private func evaluate(
        leaf node: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        switch node.kind {
        case .number(let value): return .number(value)
        case .literal(let value): return .json(value)
        case .context: return input
        case .variable(let variable): return lookup(variable, frame)
        case .name(let name): return try member(name, of: input)
        case .wildcard: return try children(of: input)
        case .descendants: return try descendants(of: input)
        case .parent(let label): return frame.lookup(label) ?? .undefined
        case .regularExpression(let expression): return .function(JSONataFunction(.regularExpression(expression)))
        case .tailCall(let call):
            return .tailCall(JSONataTailCall(call: call, offset: node.offset, input: input, frame: frame))
        case .lambda(let lambda):
            capture(frame)
            return .function(JSONataFunction(.lambda(lambda, input: input, frame: frame)))
        case .transform(let transform):
            capture(frame)
            return .function(JSONataFunction(.transform(transform, frame: frame)))
        default: return .undefined
        }
    }

    private func evaluate(
        other node: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        switch node.kind {
        case .and(let left, let right):
            .bool(try isTrue(left, input, frame) ? try isTrue(right, input, frame) : false)
        case .or(let left, let right):
            .bool(try isTrue(left, input, frame) ? true : try isTrue(right, input, frame))
        case .otherwise(let left, let right): try evaluate(left, otherwise: right, input, frame)
        case .coalesce(let left, let right): try evaluate(left, coalesce: right, input, frame)
        case .bind(let name, let expression): try bind(name, expression, input, frame)
        case .negation(let operand): try negate(try evaluate(operand, input, frame), at: node.offset)
        case .partial(let call): try evaluate(partial: call, at: node.offset, input, frame)
        case .sort(let terms): try sort(input.asElements, by: terms, frame)
        default: .undefined
        }
    }

    private func evaluate(
        _ condition: JSONataNode, _ then: JSONataNode, _ otherwise: JSONataNode?, _ input: JSONataValue,
        _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        if try isTrue(condition, input, frame) { return try evaluate(then, input, frame) }
        guard let otherwise else { return .undefined }
        return try evaluate(otherwise, input, frame)
    }

    private func isTrue(
        _ node: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> Bool {
        let value = try evaluate(node, input, frame)
        try step(value.count >> 3)
        return value.isTrue
    }

    private func evaluate(
        _ left: JSONataNode, otherwise right: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        let value = try evaluate(left, input, frame)
        return value.isTrue ? value : try evaluate(right, input, frame)
    }

    private func evaluate(
        _ left: JSONataNode, coalesce right: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        let value = try evaluate(left, input, frame)
        return value.isUndefined ? try evaluate(right, input, frame) : value
    }

    private func bind(
        _ name: Int, _ expression: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        let value = try evaluate(expression, input, frame)
        frame.bind(name, value)
        return value
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
            try copy(count: elements.count)
            for element in elements { array.append(.json(element)) }
        case .array(let other):
            try copy(count: other.elements.count)
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
