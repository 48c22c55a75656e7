/// Rewrites what the parser has read: dots become paths, brackets predicates, and parent operators find the step that
/// they mean.
struct JSONataResolver {
    private var labels = 0
    /// A parent operator that has no step to refer to.
    private static let noParent = "S0217"

    /// - Throws: ``JSONataError`` when the expression is none.
    mutating func resolve(root: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        let result = try resolve(root)
        if result.kind == .parent || !result.seekingParent.isEmpty {
            throw JSONataError(Self.noParent, at: result.offset, token: result.text)
        }
        return result
    }

    private mutating func resolve(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        let result = try rewrite(syntax)
        if syntax.keepsArray { result.keepsArray = true }
        return result
    }

    private mutating func rewrite(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        switch syntax.kind {
        case .binary:
            switch syntax.text {
            case ".": return try dot(syntax)
            case "[": return try predicate(syntax)
            default: return try operands(syntax)
            }
        case .group: return try group(syntax)
        case .order: return try order(syntax)
        case .focus: return try focus(syntax)
        case .position: return try position(syntax)
        case .name:
            let path = JSONataSyntax(.path, syntax.text, syntax.offset, [syntax])
            if syntax.keepsArray { path.keepsSingleton = true }
            return path
        case .parent:
            syntax.slot = JSONataSyntax.Slot(label: labels)
            labels += 1
            return syntax
        case .lambda:
            if let body = syntax.parts.popLast() { syntax.parts.append(Self.markTailCalls(try resolve(body))) }
            return syntax
        case .negation:
            let operand = try resolve(syntax.parts[0])
            if operand.kind == .number {
                operand.number = -operand.number
                return operand
            }
            syntax.parts = [operand]
            Self.pass(operand, to: syntax)
            return syntax
        case .bind:
            syntax.parts[1] = try resolve(syntax.parts[1])
            Self.pass(syntax.parts[1], to: syntax)
            return syntax
        case .transform:
            for index in syntax.parts.indices { syntax.parts[index] = try resolve(syntax.parts[index]) }
            return syntax
        case .block: return try block(syntax)
        case .array, .object, .function, .partial, .condition, .otherwise, .coalesce: return try operands(syntax)
        case .string, .number, .value, .regex, .variable, .wildcard, .descendant, .placeholder: return syntax
        case .end: throw JSONataError("S0207", at: syntax.offset, token: syntax.text)
        case .apply, .path, .sort, .operator:
            throw JSONataError("S0206", at: syntax.offset, token: syntax.text)
        }
    }

    /// Resolves all that the syntax has inside.
    private mutating func operands(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        for index in syntax.parts.indices {
            syntax.parts[index] = try resolve(syntax.parts[index])
            Self.pass(syntax.parts[index], to: syntax)
        }
        try pairs(syntax, passing: true)
        if let procedure = syntax.procedure { syntax.procedure = try resolve(procedure) }
        if syntax.kind == .binary, syntax.text == "~>" {
            syntax.kind = .apply
            syntax.seekingParent = []
            syntax.keepsArray = syntax.parts[0].keepsArray || syntax.parts[1].keepsArray
        }
        return syntax
    }

    private mutating func pairs(_ syntax: JSONataSyntax, passing: Bool) throws(JSONataError) {
        for index in syntax.pairs.indices {
            let key = try resolve(syntax.pairs[index].key)
            let value = try resolve(syntax.pairs[index].value)
            syntax.pairs[index] = (key, value)
            guard passing else { continue }
            Self.pass(key, to: syntax)
            Self.pass(value, to: syntax)
        }
    }

    private mutating func block(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        for index in syntax.parts.indices {
            let part = try resolve(syntax.parts[index])
            syntax.parts[index] = part
            Self.pass(part, to: syntax)
            if part.isConstructor || part.kind == .path && part.parts[0].isConstructor { syntax.isConstructor = true }
        }
        return syntax
    }
}

// MARK: - Paths

extension JSONataResolver {
    private mutating func dot(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        let left = try resolve(syntax.parts[0])
        let path: JSONataSyntax
        if left.kind == .path {
            path = left
        } else {
            path = JSONataSyntax(.path, ".", syntax.offset, [left])
            if left.kind == .parent, let slot = left.slot { path.seekingParent = [slot] }
        }
        let rest = try resolve(syntax.parts[1])
        if rest.kind == .path {
            path.parts += rest.parts
        } else {
            rest.stages += rest.predicates.map { .filter($0) }
            rest.predicates = []
            path.parts.append(rest)
        }
        for step in path.parts {
            switch step.kind {
            case .number, .value:
                throw JSONataError("S0213", at: step.offset, ["value": JSONataText.quoted(step.text)])
            case .string: step.kind = .name
            default: break
            }
        }
        if path.parts.contains(where: \.keepsArray) { path.keepsSingleton = true }
        if let first = path.parts.first, first.kind == .array { first.isConstructor = true }
        if let last = path.parts.last, last.kind == .array { last.isConstructor = true }
        try Self.resolveAncestry(path)
        return path
    }

    private mutating func predicate(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        let result = try resolve(syntax.parts[0])
        let step = result.kind == .path ? result.parts[result.parts.count - 1] : result
        guard step.group == nil else { throw JSONataError("S0209", at: syntax.offset) }
        let inner = try resolve(syntax.parts[1])
        if !inner.seekingParent.isEmpty {
            for slot in inner.seekingParent {
                if slot.level == 1 {
                    try Self.seekParent(step, slot)
                } else {
                    slot.level -= 1
                }
            }
            Self.pass(inner, to: step)
        }
        if result.kind == .path {
            step.stages.append(.filter(inner))
        } else {
            step.predicates.append(inner)
        }
        return result
    }

    private mutating func group(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        let result = try resolve(syntax.parts[0])
        guard result.group == nil else { throw JSONataError("S0210", at: syntax.offset) }
        try pairs(syntax, passing: false)
        // The group belongs to what it had inside, and must not hold on to it.
        syntax.parts = []
        result.group = syntax
        return result
    }

    private mutating func order(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        var result = try resolve(syntax.parts[0])
        if result.kind != .path { result = JSONataSyntax(.path, "^", syntax.offset, [result]) }
        let sort = JSONataSyntax(.sort, "^", syntax.offset)
        for term in syntax.terms {
            let expression = try resolve(term.expression)
            Self.pass(expression, to: sort)
            sort.terms.append((expression, term.isDescending))
        }
        result.parts.append(sort)
        try Self.resolveAncestry(result)
        return result
    }

    private mutating func focus(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        let result = try resolve(syntax.parts[0])
        let step = result.kind == .path ? result.parts[result.parts.count - 1] : result
        guard step.stages.isEmpty, step.predicates.isEmpty else { throw JSONataError("S0215", at: syntax.offset) }
        guard step.kind != .sort else { throw JSONataError("S0216", at: syntax.offset) }
        if syntax.keepsArray { step.keepsArray = true }
        step.focusName = syntax.procedure?.text
        step.isTuple = true
        return result
    }

    private mutating func position(_ syntax: JSONataSyntax) throws(JSONataError) -> JSONataSyntax {
        var result = try resolve(syntax.parts[0])
        let step = result.kind == .path ? result.parts[result.parts.count - 1] : result
        if result.kind != .path {
            result = JSONataSyntax(.path, "#", syntax.offset, [result])
            step.stages = step.predicates.map { .filter($0) }
            step.predicates = []
        }
        let name = syntax.procedure?.text ?? ""
        if step.stages.isEmpty {
            step.positionName = name
        } else {
            step.stages.append(.position(name))
        }
        step.isTuple = true
        return result
    }
}

// MARK: - Ancestry

extension JSONataResolver {
    /// Hands on the parent operators that have not found their step yet.
    private static func pass(_ value: JSONataSyntax, to result: JSONataSyntax) {
        result.seekingParent += value.seekingParent
        if value.kind == .parent, let slot = value.slot { result.seekingParent.append(slot) }
    }

    private static func resolveAncestry(_ path: JSONataSyntax) throws(JSONataError) {
        guard let last = path.parts.last else { return }
        var slots = last.seekingParent
        if last.kind == .parent, let slot = last.slot { slots.append(slot) }
        for slot in slots {
            var index = path.parts.count - 2
            while slot.level > 0 {
                guard index >= 0 else {
                    path.seekingParent.append(slot)
                    break
                }
                var step = path.parts[index]
                index -= 1
                // Steps in a row that bind a focus belong together.
                while index >= 0, step.focusName != nil, path.parts[index].focusName != nil {
                    step = path.parts[index]
                    index -= 1
                }
                try seekParent(step, slot)
            }
        }
    }

    /// Goes up from a step until the slot's level is reached.
    private static func seekParent(_ node: JSONataSyntax, _ slot: JSONataSyntax.Slot) throws(JSONataError) {
        switch node.kind {
        case .name, .wildcard:
            slot.level -= 1
            guard slot.level == 0 else { return }
            if let known = node.ancestor { slot.label = known.label }
            node.ancestor = slot
            node.isTuple = true
        case .parent: slot.level += 1
        case .block:
            guard let last = node.parts.last else { return }
            node.isTuple = true
            try seekParent(last, slot)
        case .path:
            node.isTuple = true
            var index = node.parts.count - 1
            try seekParent(node.parts[index], slot)
            index -= 1
            while slot.level > 0, index >= 0 {
                try seekParent(node.parts[index], slot)
                index -= 1
            }
        default: throw JSONataError(noParent, at: node.offset, token: node.text)
        }
    }

    /// Calls that are the last thing a function does do not need its place on the stack.
    private static func markTailCalls(_ syntax: JSONataSyntax) -> JSONataSyntax {
        guard syntax.predicates.isEmpty, syntax.stages.isEmpty, syntax.group == nil, !syntax.keepsArray else {
            return syntax
        }
        switch syntax.kind {
        case .function: syntax.isTailCall = true
        case .condition:
            for index in 1..<syntax.parts.count { _ = markTailCalls(syntax.parts[index]) }
        case .block: _ = syntax.parts.last.map(markTailCalls)
        default: break
        }
        return syntax
    }
}
