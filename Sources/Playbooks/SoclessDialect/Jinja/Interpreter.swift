/// Runs the statements of a template. What they print is collected as values: text is made of them only where several
/// stand beside each other.
struct Interpreter {
    let machine: Machine
    /// `{% block %}` of the template, for `self.name()`.
    private let blocks: [String: [Statement]]

    init(machine: Machine, statements: [Statement]) {
        self.machine = machine
        var blocks: [String: [Statement]] = [:]
        Self.collect(statements, into: &blocks)
        self.blocks = blocks
    }

    /// Runs a whole template over its variables and returns what it printed.
    static func run(
        _ statements: [Statement], variables: [(String, Value)], _ machine: Machine
    ) throws(TemplateError) -> [Value] {
        let interpreter = Interpreter(machine: machine, statements: statements)
        // What a template sets hides what it is given; blocks see both.
        let given = Scope(parent: nil)
        for (name, value) in Globals.all() + variables { given[name] = value }
        let scope = Scope(parent: given)
        machine.track(given)
        machine.track(scope)
        if !interpreter.blocks.isEmpty { given["self"] = interpreter.templateReference(given: scope) }
        var output: [Value] = []
        try interpreter.run(statements, scope, &output)
        return output
    }

    private static func collect(_ statements: [Statement], into blocks: inout [String: [Statement]]) {
        for statement in statements {
            switch statement {
            case .block(let name, _, let body):
                blocks[name] = body
                collect(body, into: &blocks)
            case .branch(let branches, let otherwise):
                for branch in branches { collect(branch.body, into: &blocks) }
                collect(otherwise, into: &blocks)
            case .loop(let loop):
                collect(loop.body, into: &blocks)
                collect(loop.otherwise, into: &blocks)
            case .with(_, let body), .autoescape(_, let body), .filterBlock(_, let body), .assignBlock(_, _, let body):
                collect(body, into: &blocks)
            default: break
            }
        }
    }

    private func templateReference(given scope: Scope) -> Value {
        let members = blocks.mapValues { body in
            FunctionObject.function("block") { [self] _, machine throws(TemplateError) in
                var output: [Value] = []
                try run(body, Scope(parent: scope), &output)
                return try captured(output)
            }
        }
        return .object(NamespaceObject(Dict(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })))
    }

    // MARK: - Statements

    func run(_ statements: [Statement], _ scope: Scope, _ output: inout [Value]) throws(TemplateError) {
        for statement in statements { try run(statement, scope, &output) }
    }

    private func run(_ statement: Statement, _ scope: Scope, _ output: inout [Value]) throws(TemplateError) {
        try machine.step()
        switch statement {
        case .data(let text):
            try machine.spend(text.utf8.count)
            output.append(.string(Text(text, isSafe: machine.dialect == .legacy)))
        case .output(let expression):
            let value = try evaluate(expression, scope)
            if machine.dialect == .legacy {
                output.append(.string(try printed(value)))
            } else if machine.compatibility == .recorded, ConstantFolding.isConstant(expression),
                ConstantFolding.canBeWritten(value)
            {
                output.append(.text(try Representation.text(value, machine)))
            } else {
                output.append(value)
            }
        case .branch(let branches, let otherwise):
            for branch in branches where try evaluate(branch.test, scope).truth(machine) {
                return try run(branch.body, scope, &output)
            }
            try run(otherwise, scope, &output)
        case .loop(let loop): try run(loop, scope, &output)
        case .assign(let target, let value): try assign(try evaluate(value, scope), to: target, scope)
        case .assignBlock(let target, let filter, let body):
            try assign(try filtered(body, filter, scope), to: target, scope)
        case .with(let values, let body):
            let inner = Scope(parent: scope)
            let evaluated = try values.map { pair throws(TemplateError) in (pair.0, try evaluate(pair.1, scope)) }
            for (target, value) in evaluated { try assign(value, to: target, inner) }
            try nested(body, inner, &output)
        case .macro(let definition): scope[definition.name ?? ""] = macro(definition, scope)
        case .callBlock(let definition, let call):
            guard case .call(let function, let arguments) = call else { return }
            var evaluated = try self.arguments(arguments, scope)
            evaluated.keywords.append(("caller", macro(definition, scope)))
            let value = try Attributes.call(try callee(function, scope), evaluated, machine)
            output.append(machine.dialect == .legacy ? .string(try printed(value)) : value)
        case .filterBlock(let filter, let body): output.append(try filtered(body, filter, scope))
        case .block(_, let isScoped, let body):
            let around = isScoped ? scope : outermost(scope)
            try nested(body, Scope(parent: around), &output)
        case .autoescape(let option, let body):
            let before = machine.autoescape
            machine.autoescape = try evaluate(option, scope).truth(machine)
            defer { machine.autoescape = before }
            try nested(body, Scope(parent: scope), &output)
        case .otherTemplate(let tag):
            throw machine.compatibility == .recorded
                ? TemplateError(.type, "no loader for this environment specified")
                : TemplateError(.unsupported, "{% \(tag) %}: there are no other templates")
        }
    }

    private func nested(_ body: [Statement], _ scope: Scope, _ output: inout [Value]) throws(TemplateError) {
        var inner: [Value] = []
        try machine.deeper { () throws(TemplateError) in try run(body, scope, &inner) }
        output.append(contentsOf: inner)
    }

    /// The scope of what the template as a whole has set.
    private func outermost(_ scope: Scope) -> Scope {
        var current = scope
        while let parent = current.parent, parent.parent != nil { current = parent }
        return current
    }

    /// What a block printed, as one value.
    func captured(_ output: [Value]) throws(TemplateError) -> Value {
        let joined =
            try NativeText.concatenated(output, machine) ?? (machine.compatibility == .recorded ? .null : .text(""))
        guard machine.autoescape else { return joined }
        return .string(Text(try Representation.text(joined, machine), isSafe: true))
    }

    private func filtered(
        _ body: [Statement], _ filter: Expression?, _ scope: Scope
    ) throws(TemplateError) -> Value {
        var inner: [Value] = []
        let innerScope = Scope(parent: scope)
        try machine.deeper { () throws(TemplateError) in try run(body, innerScope, &inner) }
        let value = try captured(inner)
        guard let filter else { return value }
        return try apply(filter, to: value, innerScope)
    }

    /// Applies a chain of filters whose innermost has no value of its own.
    private func apply(_ filter: Expression, to value: Value, _ scope: Scope) throws(TemplateError) -> Value {
        guard case .filter(let call) = filter else { return value }
        let inner: Value
        if let around = call.value { inner = try apply(around, to: value, scope) } else { inner = value }
        return try Filters.call(call.name, inner, try arguments(call.arguments, scope), machine)
    }

    /// What the legacy language prints for a value.
    private func printed(_ value: Value) throws(TemplateError) -> Text {
        guard machine.autoescape else { return Text(try Representation.text(value, machine), isSafe: true) }
        return try HTML.escaped(value, machine)
    }

    // MARK: - Loops

    private func run(_ loop: Loop, _ scope: Scope, _ output: inout [Value]) throws(TemplateError) {
        let values = try evaluate(loop.values, scope)
        guard loop.isRecursive else { return try run(loop, over: values, scope, depth: 0, &output) }
        var inner: [Value] = []
        try run(loop, over: values, scope, depth: 0, &inner)
        output.append(try captured(inner))
    }

    private func run(
        _ loop: Loop, over values: Value, _ scope: Scope, depth: Int, _ output: inout [Value]
    ) throws(TemplateError) {
        guard var iterator = try values.iterator(machine) else {
            throw TemplateError(.type, "'\(values.typeName)' object is not iterable")
        }
        var length: Int?
        if let test = loop.test {
            let all = iterator
            iterator = Iterator { [self] () throws(TemplateError) -> Value? in
                while let value = try all.next() {
                    let inner = Scope(parent: scope)
                    try assign(value, to: loop.target, inner)
                    if try evaluate(test, inner).truth(machine) { return value }
                }
                return nil
            }
        } else {
            switch values {
            case .object(let object): length = try object.length(machine)
            default: length = try values.length(machine)
            }
        }
        let object = LoopObject(iterator, length: length, depth: depth)
        if loop.isRecursive {
            object.recursion = { [self] values throws(TemplateError) in
                var inner: [Value] = []
                try run(loop, over: values, scope, depth: depth + 1, &inner)
                return try captured(inner)
            }
        }
        // Iterating ends the recursion's reference to itself.
        defer { object.recursion = nil }
        var isEmpty = true
        while let value = try object.advance() {
            try machine.step()
            isEmpty = false
            let inner = Scope(parent: scope)
            inner["loop"] = .object(object)
            try assign(value, to: loop.target, inner)
            try nested(loop.body, inner, &output)
        }
        if isEmpty { try nested(loop.otherwise, Scope(parent: scope), &output) }
    }

    // MARK: - Assignment

    func assign(_ value: Value, to target: Target, _ scope: Scope) throws(TemplateError) {
        switch target {
        case .name(let name): scope[name] = value
        case .member(let owner, let name):
            guard case .object(let object as NamespaceObject) = scope[owner] ?? .null else {
                throw TemplateError(.templateRuntime, "cannot assign attribute on non-namespace object")
            }
            machine.track(object.members)
            object.members[name] = value
        case .tuple(let targets):
            guard let iterator = try value.iterator(machine) else {
                throw TemplateError(.type, "cannot unpack non-iterable \(value.typeName) object")
            }
            var values: [Value] = []
            while values.count <= targets.count, let next = try iterator.next() { values.append(next) }
            guard values.count >= targets.count else {
                throw TemplateError(
                    .value, "not enough values to unpack (expected \(targets.count), got \(values.count))")
            }
            guard values.count == targets.count else {
                throw TemplateError(.value, "too many values to unpack (expected \(targets.count))")
            }
            for (target, value) in zip(targets, values) { try assign(value, to: target, scope) }
        }
    }
}
