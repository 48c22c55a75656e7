/// Filters that apply another filter or a test to every value, and `format`, which takes any arguments.
enum SelectionFilters {
    /// Applies a filter by its name; whether a value names it, as in `map('upper')`, comes last.
    typealias Apply = (String, Value, Arguments, Machine, Bool) throws(TemplateError) -> Value

    static func call(
        _ name: String, _ value: Value, _ arguments: Arguments, _ machine: Machine, _ apply: @escaping Apply
    ) throws(TemplateError) -> Value {
        switch name {
        case "map": return map(value, arguments, machine, apply)
        case "format": return try format(value, arguments, machine)
        default:
            return select(
                value, arguments, keeps: !name.hasPrefix("reject"), byAttribute: name.hasSuffix("attr"), machine)
        }
    }

    private static func format(
        _ value: Value, _ arguments: Arguments, _ machine: Machine
    ) throws(TemplateError) -> Value {
        guard arguments.positional.isEmpty || arguments.keywords.isEmpty else {
            throw TemplateError(
                .filterArgument, "can't handle positional and keyword arguments at the same time")
        }
        let values: Value =
            arguments.keywords.isEmpty
            ? .tuple(arguments.positional) : .dict(Dict(arguments.keywords.map { ($0.name, $0.value) }))
        return try Arithmetic.apply("%", .string(try FilteredValue.text(value, machine)), values, machine)
    }

    /// Evaluated when it is read, as Python's generators are.
    static func lazily(
        _ name: String, _ value: Value, _ machine: Machine,
        _ transform: @escaping (Value) throws(TemplateError) -> Value?
    ) -> Value {
        var source: Iterator?
        return .object(
            Iterator(type: "generator", name: "generator object \(name)") { () throws(TemplateError) -> Value? in
                if source == nil {
                    let isThere = try value.truth(machine)
                    guard let iterator = isThere ? try value.iterator(machine) : Iterator([]) else {
                        throw SequenceFilters.notIterable(value)
                    }
                    source = iterator
                }
                while let next = try source?.next() {
                    try machine.step()
                    if let result = try transform(next) { return result }
                }
                return nil
            })
    }

    private static func map(
        _ value: Value, _ arguments: Arguments, _ machine: Machine, _ apply: @escaping Apply
    ) -> Value {
        lazily("sync_do_map", value, machine) { item throws(TemplateError) in
            guard arguments.positional.isEmpty,
                let path = arguments.keywords.first(where: { $0.name == "attribute" })?.value
            else { return try mapped(item, arguments, machine, apply) }
            if let (name, _) = arguments.keywords.first(where: { $0.name != "attribute" && $0.name != "default" }) {
                throw TemplateError(
                    .filterArgument, "Unexpected keyword argument \(Representation.quoted(name))")
            }
            let fallback = arguments.keywords.first { $0.name == "default" }?.value
            return try FilteredValue.attribute(path, of: item, default: fallback, machine)
        }
    }

    private static func mapped(
        _ item: Value, _ arguments: Arguments, _ machine: Machine, _ apply: Apply
    ) throws(TemplateError) -> Value {
        guard let filter = arguments.positional.first else {
            throw TemplateError(.filterArgument, "map requires a filter argument")
        }
        return try apply(
            try name(filter, "filter", machine), item,
            Arguments(Array(arguments.positional.dropFirst()), keywords: arguments.keywords), machine,
            true)
    }

    private static func name(_ value: Value, _ kind: String, _ machine: Machine) throws(TemplateError) -> String {
        if let name = value.string { return name }
        throw TemplateError(.templateRuntime, "No \(kind) named \(try Representation.repr(value, machine)).")
    }

    private static func select(
        _ value: Value, _ arguments: Arguments, keeps: Bool, byAttribute: Bool, _ machine: Machine
    ) -> Value {
        let name = "select_or_reject"
        return lazily(name, value, machine) { item throws(TemplateError) in
            var rest = arguments.positional[...]
            var tested = item
            if byAttribute {
                guard let path = rest.popFirst() else {
                    throw TemplateError(.filterArgument, "Missing parameter for attribute name")
                }
                tested = try FilteredValue.attribute(path, of: item, machine)
            }
            let holds: Bool
            if let test = rest.popFirst() {
                holds = try Tests.holds(
                    try self.name(test, "test", machine), tested,
                    Arguments(Array(rest), keywords: arguments.keywords), machine, isNamedByValue: true)
            } else {
                holds = try tested.truth(machine)
            }
            return holds == keeps ? item : nil
        }
    }
}
