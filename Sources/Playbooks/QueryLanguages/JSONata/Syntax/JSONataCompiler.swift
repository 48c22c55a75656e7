import JSON

/// Turns resolved syntax into nodes: names of variables become numbers.
struct JSONataCompiler {
    private var ids: [String: Int] = [:]
    /// Names that the expression binds.
    private var bound: Set<String> = []

    mutating func compile(root: JSONataSyntax) -> JSONataNode {
        collect(root)
        return compile(root)
    }

    private mutating func id(_ name: String) -> Int {
        if let id = ids[name] { return id }
        ids[name] = ids.count
        return ids.count - 1
    }

    /// No variable can have a name with an exclamation mark.
    private mutating func id(_ slot: JSONataSyntax.Slot) -> Int { id("!\(slot.label)") }

    /// Finds all names that are bound somewhere.
    private mutating func collect(_ syntax: JSONataSyntax) {
        switch syntax.kind {
        case .bind: bound.insert(syntax.parts[0].text)
        case .lambda: bound.formUnion(syntax.parts.dropLast().map(\.text))
        default: break
        }
        bound.formUnion([syntax.focusName, syntax.positionName].compactMap { $0 })
        for part in syntax.parts + syntax.predicates + [syntax.group, syntax.procedure].compactMap({ $0 }) {
            collect(part)
        }
        for pair in syntax.pairs {
            collect(pair.key)
            collect(pair.value)
        }
        for term in syntax.terms { collect(term.expression) }
        for stage in syntax.stages {
            switch stage {
            case .filter(let filter): collect(filter)
            case .position(let name): bound.insert(name)
            }
        }
    }

    private mutating func compile(_ syntax: JSONataSyntax) -> JSONataNode {
        JSONataNode(
            kind(of: syntax), at: syntax.offset, predicates: syntax.predicates.map { compile($0) },
            group: syntax.group.map { pairs($0) }, keepsArray: syntax.keepsArray)
    }

    private mutating func kind(of syntax: JSONataSyntax) -> JSONataNode.Kind {
        let parts = syntax.parts
        switch syntax.kind {
        case .name: return .name(syntax.text)
        case .string: return .literal(.string(syntax.text))
        case .number: return .number(syntax.number)
        case .value:
            switch syntax.text {
            case "true": return .literal(.bool(true))
            case "false": return .literal(.bool(false))
            default: return .literal(.null)
            }
        case .regex: return syntax.regex.map { .regularExpression($0) } ?? .literal(.null)
        case .variable: return variable(syntax.text)
        case .wildcard: return .wildcard
        case .descendant: return .descendants
        case .parent: return syntax.slot.map { .parent(id($0)) } ?? .literal(.null)
        case .negation: return .negation(compile(parts[0]))
        case .array:
            return .array(
                JSONataArrayConstructor(elements: parts.map { compile($0) }, isConstructor: syntax.isConstructor))
        case .object: return .object(pairs(syntax))
        case .path: return .path(path(syntax))
        case .sort:
            return .sort(
                syntax.terms.map { JSONataTerm(expression: compile($0.expression), isDescending: $0.isDescending) })
        case .block: return .block(parts.map { compile($0) })
        case .condition:
            return .condition(
                compile(parts[0]), then: compile(parts[1]), otherwise: parts.count > 2 ? compile(parts[2]) : nil)
        case .otherwise: return .otherwise(compile(parts[0]), compile(parts[1]))
        case .coalesce: return .coalesce(compile(parts[0]), compile(parts[1]))
        case .bind: return .bind(id(parts[0].text), compile(parts[1]))
        case .function: return syntax.isTailCall ? .tailCall(call(syntax)) : .call(call(syntax))
        case .partial: return .partial(call(syntax))
        case .lambda: return .lambda(lambda(syntax))
        case .apply: return .apply(compile(parts[0]), compile(parts[1]))
        case .transform:
            return .transform(
                JSONataTransform(
                    pattern: compile(parts[0]), update: compile(parts[1]),
                    deletion: parts.count > 2 ? compile(parts[2]) : nil, offset: syntax.offset))
        case .binary: return binary(syntax)
        case .group, .focus, .position, .order, .placeholder, .operator, .end: return .literal(.null)
        }
    }

    private mutating func variable(_ name: String) -> JSONataNode.Kind {
        if name.isEmpty { return .context }
        return .variable(variable(named: name))
    }

    private mutating func variable(named name: String) -> JSONataVariable {
        JSONataVariable(
            name: name, id: id(name), isBound: bound.contains(name), builtIn: JSONataBuiltIn.named(name))
    }

    private mutating func binary(_ syntax: JSONataSyntax) -> JSONataNode.Kind {
        let left = compile(syntax.parts[0])
        let right = compile(syntax.parts[1])
        switch syntax.text {
        case "and": return .and(left, right)
        case "or": return .or(left, right)
        default: return .binary(JSONataOperator(rawValue: syntax.text) ?? .equal, left, right)
        }
    }

    private mutating func pairs(_ syntax: JSONataSyntax) -> [JSONataPair] {
        syntax.pairs.map { JSONataPair(key: compile($0.key), value: compile($0.value), offset: syntax.offset) }
    }

    private mutating func lambda(_ syntax: JSONataSyntax) -> JSONataLambda {
        JSONataLambda(
            parameters: syntax.parts.dropLast().map { id($0.text) }, signature: syntax.signature,
            body: compile(syntax.parts[syntax.parts.count - 1]))
    }

    private mutating func call(_ syntax: JSONataSyntax) -> JSONataCall {
        let procedure = syntax.procedure.map { compile($0) } ?? JSONataNode(.literal(.null), at: syntax.offset)
        let named = syntax.procedure?.kind == .path ? syntax.procedure?.parts.first : syntax.procedure
        return JSONataCall(
            procedure: procedure, arguments: syntax.parts.map { $0.kind == .placeholder ? nil : compile($0) },
            name: named?.text, variable: named?.kind == .name ? named.map { variable(named: $0.text) } : nil)
    }

    private mutating func path(_ syntax: JSONataSyntax) -> JSONataPath {
        JSONataPath(
            steps: syntax.parts.map { step($0) }, keepsSingleton: syntax.keepsSingleton, isTuple: syntax.isTuple)
    }

    private mutating func step(_ syntax: JSONataSyntax) -> JSONataStep {
        var stages: [JSONataStep.Stage] = []
        for stage in syntax.stages {
            switch stage {
            case .filter(let filter): stages.append(.filter(compile(filter)))
            case .position(let name): stages.append(.position(id(name)))
            }
        }
        return JSONataStep(
            node: compile(syntax), stages: stages, focus: syntax.focusName.map { id($0) },
            position: syntax.positionName.map { id($0) }, ancestor: syntax.ancestor.map { id($0) },
            isTuple: syntax.isTuple, isConstructor: syntax.isConstructor)
    }
}
