import JSON
import OrderedCollections

extension JSONataMachine {
    func evaluate(
        call: JSONataCall, at offset: Int, _ input: JSONataValue, _ frame: JSONataFrame, applied: JSONataValue? = nil
    ) throws(JSONataError) -> JSONataValue {
        let function = try evaluate(call.procedure, input, frame)
        if function.isUndefined { try explain(call, "T1005", offset, frame) }
        var arguments: [JSONataValue] = []
        arguments.reserveCapacity(call.arguments.count + 1)
        if let applied { arguments.append(applied) }
        for case .some(let argument) in call.arguments { arguments.append(try evaluate(argument, input, frame)) }
        do throws(JSONataError) {
            return try apply(function, arguments, input)
        } catch {
            throw error.naming(call.name, at: offset)
        }
    }

    /// The error for a name of a function that lacks its `$`.
    private func explain(
        _ call: JSONataCall, _ code: String, _ offset: Int, _ frame: JSONataFrame
    ) throws(JSONataError) {
        guard let variable = call.variable, !lookup(variable, frame).isUndefined else { return }
        throw JSONataError(code, at: offset, token: variable.name)
    }

    /// Calls a function, and as long as it ends with the call of another one, that one.
    func apply(
        _ function: JSONataValue, _ arguments: [JSONataValue], _ input: JSONataValue = .undefined
    ) throws(JSONataError) -> JSONataValue {
        var function = function
        var arguments = arguments
        while true {
            guard case .function(let callee) = function else { throw JSONataError("T1006") }
            let result = try call(callee, arguments, input)
            guard case .tailCall(let next) = result else { return result }
            function = try evaluate(next.call.procedure, next.input, next.frame)
            if function.isUndefined { try explain(next.call, "T1005", next.offset, next.frame) }
            guard function.isFunction else { throw JSONataError("T1006", at: next.offset, token: next.call.name) }
            arguments = []
            for case .some(let argument) in next.call.arguments {
                arguments.append(try evaluate(argument, next.input, next.frame))
            }
        }
    }

    private func call(
        _ function: JSONataFunction, _ arguments: [JSONataValue], _ input: JSONataValue
    ) throws(JSONataError) -> JSONataValue {
        try step()
        switch function.kind {
        case .builtIn(let builtIn): return try call(builtIn, arguments, input)
        case .lambda(let lambda, let context, let frame): return try call(lambda, context, frame, arguments, input)
        case .partial(let inner, let given): return try call(inner, given, arguments, input)
        case .composition(let first, let second): return try call(first, second, arguments)
        case .regularExpression(let expression): return try match(expression, arguments)
        case .nextMatch(let expression, let subject, let start):
            return try match(expression, in: subject, from: start, isNext: true)
        case .transform(let transform, let frame): return try self.transform(transform, arguments, input, frame)
        }
    }

    private func call(
        _ builtIn: JSONataBuiltIn, _ arguments: [JSONataValue], _ input: JSONataValue
    ) throws(JSONataError) -> JSONataValue {
        // A function that calls functions nests, also where those calls are in tail position.
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else { throw JSONataError(limit: .depth) }
        let valid = try builtIn.signature.validate(arguments, context: input)
        do throws(JSONataError) {
            return try builtIn.body(self, JSONataArguments(values: valid, context: input))
        } catch {
            throw error.naming(builtIn.name)
        }
    }

    private func call(
        _ lambda: JSONataLambda, _ context: JSONataValue, _ frame: JSONataFrame, _ arguments: [JSONataValue],
        _ input: JSONataValue
    ) throws(JSONataError) -> JSONataValue {
        let valid = try lambda.signature?.validate(arguments, context: input) ?? arguments
        var bindings: [(name: Int, value: JSONataValue)] = []
        bindings.reserveCapacity(lambda.parameters.count)
        for (index, name) in lambda.parameters.enumerated() {
            bindings.append((name, index < valid.count ? valid[index] : .undefined))
        }
        return try evaluate(lambda.body, context, JSONataFrame(parent: frame, bindings: bindings))
    }

    private func call(
        _ first: JSONataFunction, _ second: JSONataFunction, _ arguments: [JSONataValue]
    ) throws(JSONataError) -> JSONataValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else { throw JSONataError(limit: .depth) }
        return try apply(.function(second), [try apply(.function(first), arguments)])
    }

    private func call(
        _ function: JSONataFunction, _ given: [JSONataValue?], _ arguments: [JSONataValue], _ input: JSONataValue
    ) throws(JSONataError) -> JSONataValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else { throw JSONataError(limit: .depth) }
        var rest = arguments.makeIterator()
        return try apply(.function(function), given.map { $0 ?? rest.next() ?? .undefined }, input)
    }

    func evaluate(
        partial call: JSONataCall, at offset: Int, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        var arguments: [JSONataValue?] = []
        for argument in call.arguments {
            guard let argument else {
                arguments.append(.none)
                continue
            }
            arguments.append(.some(try evaluate(argument, input, frame)))
        }
        let function = try evaluate(call.procedure, input, frame)
        if function.isUndefined { try explain(call, "T1007", offset, frame) }
        guard case .function(let callee) = function else { throw JSONataError("T1008", at: offset, token: call.name) }
        return .function(JSONataFunction(.partial(callee, arguments)))
    }

    /// `left ~> right`: a call with one argument more, a call, or two functions made one.
    func evaluate(
        apply left: JSONataNode, _ right: JSONataNode, _ offset: Int, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        let value = try evaluate(left, input, frame)
        if case .call(let call) = right.kind {
            var result = try evaluate(call: call, at: right.offset, input, frame, applied: value)
            for predicate in right.predicates { result = try filter(result, by: predicate, frame) }
            return try right.group.map { (pairs) throws(JSONataError) in try group(result, by: pairs, frame) } ?? result
        }
        let function = try evaluate(right, input, frame)
        guard case .function(let second) = function else {
            throw JSONataError("T2006", at: offset, ["value": function.summary])
        }
        if case .function(let first) = value { return .function(JSONataFunction(.composition(first, second))) }
        do throws(JSONataError) {
            return try apply(function, [value])
        } catch {
            throw error.naming(nil, at: offset)
        }
    }

    /// Calls a function with as many of the arguments as it takes, and one at least.
    func callBack(_ function: JSONataFunction, _ arguments: JSONataValue...) throws(JSONataError) -> JSONataValue {
        try apply(.function(function), Array(arguments.prefix(max(function.arity, 1))))
    }

    // MARK: - Regular expressions

    private func match(
        _ expression: RegularExpression, _ arguments: [JSONataValue]
    ) throws(JSONataError) -> JSONataValue {
        guard let text = arguments.first?.string else { return .undefined }
        return try match(expression, in: RegularExpression.Subject(text), from: 0, isNext: false)
    }

    /// A match as an object with the function that finds the next one.
    private func match(
        _ expression: RegularExpression, in subject: RegularExpression.Subject, from start: Int, isNext: Bool
    ) throws(JSONataError) -> JSONataValue {
        guard start == 0 || start < subject.scalars.count,
            let match = try firstMatch(expression, in: subject, from: start, isNext: isNext)
        else { return .undefined }
        let groups = (0..<match.groupCount).map { index in
            match.group(index + 1).map { JSONataValue.string(subject.text($0)) } ?? .undefined
        }
        return .object(
            JSONataObject([
                "match": .string(subject.text(match.range)),
                "start": .int(subject.utf16Offset(match.range.lowerBound)),
                "end": .int(subject.utf16Offset(match.range.upperBound)),
                "groups": .array(JSONataArray(groups)),
                "next": .function(JSONataFunction(.nextMatch(expression, subject, from: match.range.upperBound))),
            ]))
    }

    /// - Parameter isNext: whether it follows another match, so that one of nothing would go on for ever.
    func firstMatch(
        _ expression: RegularExpression, in subject: RegularExpression.Subject, from start: Int, isNext: Bool
    ) throws(JSONataError) -> RegularExpression.Match? {
        let found: RegularExpression.Match?
        do throws(EvaluationError) {
            found = try expression.firstMatch(in: subject, from: start, steps: &steps)
        } catch {
            throw JSONataError(error)
        }
        guard let found else { return nil }
        guard !isNext || !found.range.isEmpty else {
            throw JSONataError("D1004", ["value": JSONataText.quoted(expression.pattern)])
        }
        return found
    }
}
