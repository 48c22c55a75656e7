/// Macros, and the callers of `{% call %}`.
extension Interpreter {
    func macro(_ definition: MacroDefinition, _ scope: Scope) -> Value {
        machine.track(scope)
        return .object(MacroObject(definition, scope, self))
    }
}

/// A macro: a function that prints.
final class MacroObject: Object {
    private let definition: MacroDefinition
    private let scope: Scope
    private let interpreter: Interpreter
    private let takesCaller: Bool
    private let takesKeywords: Bool
    private let takesMore: Bool

    init(_ definition: MacroDefinition, _ scope: Scope, _ interpreter: Interpreter) {
        self.definition = definition
        self.scope = scope
        self.interpreter = interpreter
        func takes(_ name: String) -> Bool {
            !definition.parameters.contains(name) && NameSearch.uses(name, in: definition.body)
        }
        takesCaller = NameSearch.uses("caller", in: definition.body)
        takesKeywords = takes("kwargs")
        takesMore = takes("varargs")
    }

    override var typeName: String { "Macro" }
    override var qualifiedTypeName: String { "jinja2.runtime.Macro" }
    override var isCallable: Bool { true }
    override func representation(_ machine: Machine) throws(TemplateError) -> String {
        "<Macro \(definition.name.map(Representation.quoted) ?? "anonymous")>"
    }

    override func attribute(_ name: String, _ machine: Machine) throws(TemplateError) -> Value? {
        switch name {
        case "name": definition.name.map(Value.text) ?? .null
        case "arguments": .items(definition.parameters.map(Value.text))
        case "catch_kwargs": .bool(takesKeywords)
        case "catch_varargs": .bool(takesMore)
        case "caller": .bool(takesCaller)
        default: nil
        }
    }

    override func call(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value? {
        let inner = Scope(parent: scope)
        try bind(arguments, inner, machine)
        var output: [Value] = []
        try interpreter.run(definition.body, inner, &output)
        return try interpreter.captured(output)
    }

    private func bind(_ arguments: Arguments, _ inner: Scope, _ machine: Machine) throws(TemplateError) {
        let parameters = definition.parameters
        var keywords = arguments.keywords
        func take(_ name: String) -> Value? {
            guard let index = keywords.firstIndex(where: { $0.name == name }) else { return nil }
            return keywords.remove(at: index).value
        }
        var values: [Value?] = arguments.positional.prefix(parameters.count).map { $0 }
        var foundCaller = values.count == parameters.count && parameters.contains("caller")
        for name in parameters.dropFirst(values.count) {
            values.append(take(name))
            if name == "caller" { foundCaller = true }
        }
        if takesCaller, !foundCaller {
            let caller = take("caller")
            inner["caller"] = caller ?? machine.undefined("No caller defined", name: "caller")
        }
        if takesKeywords {
            inner["kwargs"] = .dict(Dict(keywords.map { ($0.name, $0.value) }))
        } else if let (name, _) = keywords.first {
            let shown = Representation.quoted(definition.name ?? "None")
            if keywords.contains(where: { $0.name == "caller" }) {
                throw TemplateError(
                    .type,
                    "macro \(shown) was invoked with two values for the special caller argument. This is most likely a"
                        + " bug.")
            }
            throw TemplateError(.type, "macro \(shown) takes no keyword argument \(Representation.quoted(name))")
        }
        let more = arguments.positional.dropFirst(parameters.count)
        if takesMore {
            inner["varargs"] = .tuple(Array(more))
        } else if !more.isEmpty {
            throw TemplateError(
                .type,
                "macro \(Representation.quoted(definition.name ?? "None")) takes not more than \(parameters.count) argument(s)"
            )
        }
        try fill(values, inner, machine)
    }

    /// Parameters that were not given: their defaults, in order, which see the parameters before them.
    private func fill(_ values: [Value?], _ inner: Scope, _ machine: Machine) throws(TemplateError) {
        let required = definition.parameters.count - definition.defaults.count
        for (index, name) in definition.parameters.enumerated() {
            if let value = values[index] {
                inner[name] = value
            } else if index >= required {
                inner[name] = try interpreter.evaluate(definition.defaults[index - required], inner)
            } else {
                inner[name] = machine.undefined(
                    "parameter \(Representation.quoted(name)) was not provided", name: name)
            }
        }
    }
}
