/// The functions that every template has: Jinja's and SOCless's.
enum Globals {
    static func all() -> [(String, Value)] {
        [
            ("range", FunctionObject.type("range", range)),
            ("dict", FunctionObject.type("dict", dict)),
            ("namespace", FunctionObject.type("jinja2.utils.Namespace", namespace)),
            ("cycler", FunctionObject.type("jinja2.utils.Cycler", cycler)),
            ("joiner", FunctionObject.type("jinja2.utils.Joiner", joiner)),
            (
                "lipsum",
                FunctionObject.function("generate_lorem_ipsum") { _, _ throws(TemplateError) in
                    throw TemplateError(.unsupported, "lipsum()")
                }
            ),
        ] + SoclessFunctions.globals
    }

    private static func range(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value {
        guard arguments.keywords.isEmpty else { throw TemplateError(.type, "range() takes no keyword arguments") }
        let numbers = try arguments.positional.map { value throws(TemplateError) in try Bound.int(value) }
        switch numbers.count {
        case 1: return .object(RangeObject(start: 0, stop: numbers[0], step: 1))
        case 2: return .object(RangeObject(start: numbers[0], stop: numbers[1], step: 1))
        case 3:
            guard numbers[2] != 0 else { throw TemplateError(.value, "range() arg 3 must not be zero") }
            return .object(RangeObject(start: numbers[0], stop: numbers[1], step: numbers[2]))
        default:
            throw TemplateError(
                .type,
                numbers.isEmpty
                    ? "range expected at least 1 argument, got 0"
                    : "range expected at most 3 arguments, got \(numbers.count)")
        }
    }

    private static func dict(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value {
        let dict = Dict()
        try DictMethods.update(dict, arguments, machine)
        return .dict(dict)
    }

    private static func namespace(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value {
        let members = Dict()
        try DictMethods.update(members, arguments, machine)
        return .object(NamespaceObject(members))
    }

    private static func cycler(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value {
        guard !arguments.positional.isEmpty else {
            throw TemplateError(.runtime, "at least one item has to be provided")
        }
        return .object(CyclerObject(arguments.positional))
    }

    private static func joiner(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value {
        let bound = try Signature("Joiner.__init__", ["sep"], required: 0).bind(arguments)
        return .object(JoinerObject(bound[0] ?? .text(", ")))
    }
}

/// `namespace(…)`: attributes that loops may set.
final class NamespaceObject: Object {
    let members: Dict
    init(_ members: Dict) { self.members = members }

    override var typeName: String { "Namespace" }
    override var qualifiedTypeName: String { "jinja2.utils.Namespace" }
    override func attribute(_ name: String, _ machine: Machine) throws(TemplateError) -> Value? { members[name] }
    override func representation(_ machine: Machine) throws(TemplateError) -> String {
        "<Namespace \(try Representation.repr(.dict(members), machine))>"
    }
}

/// `cycler(…)`: one value after another.
final class CyclerObject: Object {
    private let values: [Value]
    private var place = 0
    init(_ values: [Value]) { self.values = values }

    override var typeName: String { "Cycler" }
    override var qualifiedTypeName: String { "jinja2.utils.Cycler" }

    override func attribute(_ name: String, _ machine: Machine) throws(TemplateError) -> Value? {
        switch name {
        case "items": return .tuple(values)
        case "pos": return .integer(place)
        case "current": return values[place]
        case "next":
            return FunctionObject.method(name, of: .object(self)) { [self] _, _ in
                defer { place = (place + 1) % values.count }
                return values[place]
            }
        case "reset":
            return FunctionObject.method(name, of: .object(self)) { [self] _, _ in
                place = 0
                return .null
            }
        default: return nil
        }
    }
}

/// `joiner(…)`: nothing the first time, then the separator.
final class JoinerObject: Object {
    private let separator: Value
    private var isUsed = false
    init(_ separator: Value) { self.separator = separator }

    override var typeName: String { "Joiner" }
    override var qualifiedTypeName: String { "jinja2.utils.Joiner" }
    override var isCallable: Bool { true }
    override func attribute(_ name: String, _ machine: Machine) throws(TemplateError) -> Value? {
        switch name {
        case "sep": separator
        case "used": .bool(isUsed)
        default: nil
        }
    }
    override func call(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value? {
        defer { isUsed = true }
        return isUsed ? separator : .text("")
    }
}
