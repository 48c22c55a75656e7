/// The values of expressions.
extension Interpreter {
    func evaluate(_ expression: Expression, _ scope: Scope) throws(TemplateError) -> Value {
        try machine.step()
        switch expression {
        case .constant(let value): return value
        case .name(let name): return scope[name] ?? machine.undefined(name: name)
        case .tuple(let values): return .tuple(try evaluate(values, scope))
        case .list(let values): return .items(try evaluate(values, scope))
        case .dict(let members): return try dict(members, scope)
        case .attribute(let owner, let name): return try attribute(try evaluate(owner, scope), name, isCalled: false)
        case .item(let owner, let index): return try item(owner, index, scope)
        case .slice: throw TemplateError(.unsupported, "a slice among several indices")
        case .call(let function, let arguments):
            let callee = try callee(function, scope)
            return try Attributes.call(callee, try self.arguments(arguments, scope), machine)
        case .filter(let call):
            guard let value = call.value else { throw TemplateError(.syntax, "a filter without a value") }
            let evaluated = try evaluate(value, scope)
            return try Filters.call(call.name, evaluated, try arguments(call.arguments, scope), machine)
        case .test(let call):
            guard let value = call.value else { throw TemplateError(.syntax, "a test without a value") }
            let evaluated = try evaluate(value, scope)
            return .bool(try Tests.holds(call.name, evaluated, try arguments(call.arguments, scope), machine))
        case .unary(let sign, let value): return try Arithmetic.negated(try evaluate(value, scope), sign: sign)
        case .binary(let sign, let left, let right):
            return try Arithmetic.apply(sign, try evaluate(left, scope), try evaluate(right, scope), machine)
        case .concatenation(let parts): return try concatenated(parts, scope)
        case .comparison(let first, let operands): return try comparison(first, operands, scope)
        case .not(let value): return .bool(!(try evaluate(value, scope).truth(machine)))
        case .and(let left, let right):
            let value = try evaluate(left, scope)
            return try value.truth(machine) ? evaluate(right, scope) : value
        case .or(let left, let right):
            let value = try evaluate(left, scope)
            if try value.truth(machine) { return value }
            return try evaluate(right, scope)
        case .condition(let test, let then, let otherwise, let line):
            if try evaluate(test, scope).truth(machine) { return try evaluate(then, scope) }
            if let otherwise { return try evaluate(otherwise, scope) }
            return .undefined(
                Undefined(
                    hint:
                        "the inline if-expression on line \(line) evaluated to false and no else section was defined.",
                    name: "", isSilent: true))
        }
    }

    func evaluate(_ expressions: [Expression], _ scope: Scope) throws(TemplateError) -> [Value] {
        try machine.spend(expressions.count)
        var values: [Value] = []
        for expression in expressions { values.append(try evaluate(expression, scope)) }
        return values
    }

    private func dict(
        _ members: [(key: Expression, value: Expression)], _ scope: Scope
    ) throws(TemplateError) -> Value {
        try machine.spend(members.count)
        let dict = Dict()
        for (key, value) in members {
            let key = try evaluate(key, scope)
            try dict.set(key, try evaluate(value, scope), machine)
        }
        return .dict(dict)
    }

    func arguments(_ written: CallArguments, _ scope: Scope) throws(TemplateError) -> Arguments {
        var result = Arguments(try evaluate(written.positional, scope))
        for (name, value) in written.keywords {
            guard !result.keywords.contains(where: { $0.name == name }) else {
                throw TemplateError(.syntax, "keyword argument repeated: \(name)")
            }
            result.keywords.append((name, try evaluate(value, scope)))
        }
        if let more = written.moreArguments {
            result.positional.append(contentsOf: try evaluate(more, scope).elements(machine))
        }
        if let more = written.moreKeywords {
            let value = try evaluate(more, scope)
            guard case .dict(let dict) = value else {
                throw TemplateError(.type, "argument after ** must be a mapping, not \(value.typeName)")
            }
            for entry in dict.members {
                guard let name = entry.key.string else { throw TemplateError(.type, "keywords must be strings") }
                guard !result.keywords.contains(where: { $0.name == name }) else {
                    throw TemplateError(.type, "got multiple values for keyword argument '\(name)'")
                }
                result.keywords.append((name, entry.value))
            }
        }
        return result
    }

    // MARK: - Attributes and items

    /// What is called: a method, also where a member of a dictionary has its name.
    func callee(_ function: Expression, _ scope: Scope) throws(TemplateError) -> Value {
        guard case .attribute(let owner, let name) = function else { return try evaluate(function, scope) }
        return try attribute(try evaluate(owner, scope), name, isCalled: true)
    }

    /// `owner.name`: the attribute, else the item, else undefined. Unless it is called, the member of a dictionary comes
    /// before the dictionary's method; SOCless took the method.
    func attribute(_ owner: Value, _ name: String, isCalled: Bool) throws(TemplateError) -> Value {
        try machine.step()
        if !isCalled, machine.compatibility == .corrected, case .dict(let dict) = owner, let member = dict[name] {
            return member
        }
        if let attribute = try Attributes.attribute(owner, name, machine) { return attribute }
        switch owner {
        case .dict(let dict):
            if let member = dict[name] { return member }
        case .object(let object):
            if let member = try? object.item(.text(name), machine) { return member }
        default: break
        }
        return machine.undefined(owner: owner.ownerName, name: name)
    }

    private func item(_ owner: Expression, _ index: Expression, _ scope: Scope) throws(TemplateError) -> Value {
        let value = try evaluate(owner, scope)
        if case .slice(let start, let stop, let step) = index {
            func bound(_ expression: Expression?) throws(TemplateError) -> Value {
                guard let expression else { return .null }
                return try evaluate(expression, scope)
            }
            return try Subscript.slice(value, try bound(start), try bound(stop), try bound(step), machine)
        }
        return try ItemAccess.item(value, try evaluate(index, scope), machine)
    }

    // MARK: - Operators

    private func comparison(
        _ first: Expression, _ operands: [(sign: String, value: Expression)], _ scope: Scope
    ) throws(TemplateError) -> Value {
        var left = try evaluate(first, scope)
        for (sign, expression) in operands {
            let right = try evaluate(expression, scope)
            let holds: Bool
            switch sign {
            case "==": holds = try Comparison.equal(left, right, machine)
            case "!=": holds = try !Comparison.equal(left, right, machine)
            case "in": holds = try Comparison.contains(right, left, machine)
            case "not in": holds = try !Comparison.contains(right, left, machine)
            default: holds = try Comparison.holds(left, sign, right, machine)
            }
            if !holds { return .bool(false) }
            left = right
        }
        return .bool(true)
    }

    /// `one ~ two`: as text, escaped where a part is safe.
    private func concatenated(_ parts: [Expression], _ scope: Scope) throws(TemplateError) -> Value {
        let values = try evaluate(parts, scope)
        let isFolded = machine.compatibility == .recorded && parts.allSatisfy(ConstantFolding.isConstant)
        let isSafe = machine.autoescape && !isFolded && values.contains(where: \.isSafeText)
        var result = ""
        for value in values {
            if isSafe {
                result += try HTML.escaped(value, machine).string
            } else {
                result += try Representation.text(value, machine)
            }
        }
        try machine.spend(result.utf8.count)
        return .string(Text(result, isSafe: isSafe))
    }
}
